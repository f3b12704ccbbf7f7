import { Matching, QueryId } from '../../http/fields.js';

/** What an address of `PhotoLinks` carries behind its path. */
export class PhotoLinkDto {
  @QueryId('有效期') until!: number;
  @Matching('签名', /^[\w-]{16}$/) s!: string;
}
