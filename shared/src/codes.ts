/** What a mini-program code opens. Its scene begins with the letter. */
export const SCENE_LETTERS = { CHECK_IN: 'C', REGISTER: 'R', PICKUP: 'P' } as const;
export type SceneKind = keyof typeof SCENE_LETTERS;
/** A letter and 128 random-looking bits: 23 of the 32 characters that WeChat allows, all of its alphabet. */
export const SCENE = /^[CRP][\w-]{22}$/;
/** The page that every code opens; it asks the server where to go. */
export const SCENE_PAGE = 'packages/more/pages/open/index';
export interface OpenSceneInput { scene: string }
export interface SceneView { kind: SceneKind; /** A page of the mini-program, with its query. */ path: string }
/** One thing's code. `path` is what our own QR holds, `imageUrl` WeChat's picture of the same (null: not made yet, show our own). */
export interface CodeView { scene: string; path: string; imageUrl: string | null; expiresAt: number }
/** What `query.scene` of an opened page says; '' where it is none of ours. WeChat hands it over encoded. */
export function sceneOf(text: string | undefined): string {
  let plain = text ?? '';
  try { plain = decodeURIComponent(plain); } catch { /* an address that somebody made up */ }
  return SCENE.test(plain) ? plain : '';
}
