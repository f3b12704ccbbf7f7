import type { OpenSceneInput } from '@xianfeng/shared';
import { Matching } from '../../http/fields.js';

/** Any short text: what is no code of ours is answered like one that is over. */
export class OpenSceneDto implements OpenSceneInput {
  @Matching('码', /^[!-~]{1,64}$/) scene: string;
}
export class CodeImageDto {
  @Matching('链接', /^\d{13}$/) until: string;
  @Matching('链接', /^[\w-]{16}$/) s: string;
}
