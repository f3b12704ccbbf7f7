import { Optional, QueryId } from '../../http/fields.js';

export class WallQueryDto {
  @Optional() @QueryId('地区') areaId?: number;
}
