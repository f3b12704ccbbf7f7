import type { OpenSceneInput } from '@xianfeng/shared';
import { Matching, Text } from '../../http/fields.js';

/** Any short text: what is no code of ours is answered like one that is over. */
export class OpenSceneDto implements OpenSceneInput {
  @Text('码', { min: 1, max: 64 }) scene: string;
}
export class CodeImageDto {
  @Matching('链接', /^\d{13}$/) until: string;
  @Matching('链接', /^[\w-]{16}$/) s: string;
}
