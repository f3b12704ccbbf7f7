import { actionsFor, firstStatus, liveAs, registrationFlow, SLOT } from './registrations.rules.js';

test('the life of a registration', () => {
  expect(registrationFlow.next('SUBMITTED', 'accept')).toBe('ACCEPTED');
  expect(registrationFlow.next('RETURNED', 'resubmit')).toBe('SUBMITTED');
  expect(registrationFlow.next('ACCEPTED', 'transfer')).toBe('TRANSFERRED');
  expect(registrationFlow.next('ACCEPTED', 'withdraw')).toBe('ENDED');
  for (const state of ['WITHDRAWN', 'TRANSFERRED', 'ENDED'] as const) expect(registrationFlow.actions(state)).toEqual([]);
  expect(() => registrationFlow.next('RETURNED', 'accept')).toThrow('状态已变化');
  expect(() => registrationFlow.next('ACCEPTED', 'accept')).toThrow('状态已变化');
});
test('what waits or stands is live', () => {
  expect((['SUBMITTED', 'ACCEPTED', 'RETURNED', 'WITHDRAWN', 'TRANSFERRED', 'ENDED'] as const).map(liveAs)).toEqual([1, 1, null, null, null, null]);
});
test('a resident needs nobody’s yes', () => {
  expect(firstStatus('RESIDENT')).toBe('ACCEPTED');
  expect(firstStatus('MEMBER')).toBe('SUBMITTED');
});
test('buttons', () => {
  const owner = { is: 'owner', transferWaits: false } as const;
  expect(actionsFor('SUBMITTED', SLOT.home, owner)).toEqual(['withdraw']);
  expect(actionsFor('RETURNED', SLOT.home, owner)).toEqual(['resubmit']);
  expect(actionsFor('RETURNED', SLOT.transfer, owner)).toEqual([]);
  expect(actionsFor('ACCEPTED', SLOT.home, owner)).toEqual(['transfer', 'withdraw']);
  expect(actionsFor('ACCEPTED', SLOT.home, { is: 'owner', transferWaits: true })).toEqual(['withdraw']);
  expect(actionsFor('SUBMITTED', SLOT.home, { is: 'reviewer', mayReview: true })).toEqual(['accept', 'return']);
  expect(actionsFor('SUBMITTED', SLOT.home, { is: 'reviewer', mayReview: false })).toEqual([]);
  expect(actionsFor('ACCEPTED', SLOT.home, { is: 'reviewer', mayReview: true })).toEqual([]);
});
