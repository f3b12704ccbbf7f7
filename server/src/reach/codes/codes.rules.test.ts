import { randomBytes } from 'node:crypto';
import { sceneOf } from '@xianfeng/shared';
import { isScene, sceneFor, sceneHash, waitAfterTries } from './codes.rules.js';

/** WeChat's own rule for a scene. */
const ALLOWED = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
test('ten thousand scenes: each is one that WeChat takes, ours, and another', () => {
  const secret = randomBytes(32).toString('base64url'), scenes = new Set<string>();
  const kinds = ['CHECK_IN', 'REGISTER', 'PICKUP'] as const;
  for (let i = 0; i < 10_000; i++) {
    const scene = sceneFor(secret, { kind: kinds[i % 3]!, refId: 7_000_000_000_000 + i, expiresAt: 1_790_000_000_000 });
    if (!ALLOWED.test(scene) || !isScene(scene) || sceneOf(encodeURIComponent(scene)) !== scene) throw new Error(scene);
    scenes.add(scene);
  }
  expect(scenes.size).toBe(10_000);
});
test('a scene hangs on the thing, its end and the secret, and its hash does not show it', () => {
  const target = { kind: 'REGISTER', refId: 1, expiresAt: 5 } as const, scene = sceneFor('a', target);
  expect(scene).toMatch(/^R[\w-]{22}$/);
  expect(sceneFor('a', target)).toBe(scene);
  for (const other of [sceneFor('b', target), sceneFor('a', { ...target, refId: 2 }), sceneFor('a', { ...target, expiresAt: 6 }), sceneFor('a', { ...target, kind: 'PICKUP' })]) expect(other.slice(1)).not.toBe(scene.slice(1));
  expect(sceneHash(scene)).not.toContain(scene.slice(1, 8));
});
test.each(['', 'R', `X${'a'.repeat(22)}`, `R${'a'.repeat(21)}`, `R${'a'.repeat(23)}`, `R${'!'.repeat(22)}`, '%E0%A4%A', undefined])('%p is no scene', (text) => { expect(sceneOf(text)).toBe(''); });
test('waits grow from half a minute to half an hour', () => { expect([0, 1, 3, 6, 60].map(waitAfterTries)).toEqual([30_000, 60_000, 240_000, 1_800_000, 1_800_000]); });
