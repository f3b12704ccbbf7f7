import { pickOne } from './pick-one';

test('another chip takes the place of the one before; tapping it again turns it off; a chip of another group changes nothing', () => {
  expect(pickOne(null, ['a'])).toBe('a');
  expect(pickOne('a', ['a', 'b'])).toBe('b');
  expect(pickOne('a', [])).toBeNull();
  expect(pickOne('a', ['a'])).toBe('a');
});
