import { Optional, QueryId } from '../../http/fields.js';

export class AreaQueryDto {
  @Optional() @QueryId('地区') areaId?: number;
}
