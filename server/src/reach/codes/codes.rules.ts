import { createHash, createHmac } from 'node:crypto';
import { MINUTE_MS, SCENE, SCENE_LETTERS, type SceneKind } from '@xianfeng/shared';

/** What a code stands for: this thing, until this instant. */
export interface Target { kind: SceneKind; refId: number; expiresAt: number }
/** The scene of a target: the same each time it is asked for, since only the server can make it; 128 bits nobody guesses. */
export const sceneFor = (secret: string, { kind, refId, expiresAt }: Target): string =>
  SCENE_LETTERS[kind] + createHmac('sha256', secret).update(`scene\n${kind}.${refId}.${expiresAt}`).digest().subarray(0, 16).toString('base64url');
/** What is stored of a scene. */
export const sceneHash = (scene: string): string => createHash('sha256').update(scene).digest('base64url');
/** Could this be one of ours? Kind and all are judged by the row. */
export const isScene = (text: string): boolean => SCENE.test(text);

const FIRST_WAIT_MS = MINUTE_MS / 2, LONGEST_WAIT_MS = 30 * MINUTE_MS;
/** Milliseconds until WeChat is asked again for a picture, after so many tries: 30 seconds, doubling to half an hour. Our own choice. */
export const waitAfterTries = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 10), LONGEST_WAIT_MS);
