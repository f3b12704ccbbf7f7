import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { AppealView, Page } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { AppealQueryDto, LogAppealDto, OverturnDto, RecordReasonDto } from './appeals.dto.js';
import { AppealsService } from './appeals.service.js';

@Controller('appeals')
export class AppealsController {
  constructor(private readonly appeals: AppealsService) {}
  @Post() @Own() create(@CurrentMe() me: Me, @Body() body: LogAppealDto, @IdemKey() key: string): Promise<AppealView> { return this.appeals.create(me, body, key); }
  @Get() @May('record.appeal', inQuery()) list(@CurrentMe() me: Me, @Query() query: AppealQueryDto): Promise<Page<AppealView>> { return this.appeals.list(me, query); }
  @Post(':id/uphold') @May('record.appeal', 'row') uphold(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RecordReasonDto, @IdemKey() key: string): Promise<AppealView> { return this.appeals.uphold(me, id, body, key); }
  @Post(':id/overturn') @May('record.appeal', 'row') overturn(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: OverturnDto, @IdemKey() key: string): Promise<AppealView> { return this.appeals.overturn(me, id, body, key); }
}
