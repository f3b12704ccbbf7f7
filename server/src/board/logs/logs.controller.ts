import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { LogView, Page, VerifyResult } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { LogListQueryDto, LogReasonDto, SubmitLogDto, VerifyDto } from './logs.dto.js';
import { LogsService } from './logs.service.js';
import { VerificationService } from './verification.service.js';

@Controller('logs')
export class LogsController {
  constructor(private readonly logs: LogsService, private readonly verification: VerificationService) {}
  @Post() @Own() submit(@CurrentMe() me: Me, @Body() body: SubmitLogDto, @IdemKey() key: string): Promise<LogView> { return this.logs.submit(me, body, key); }
  @Get('mine') @Own() mine(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<LogView>> { return this.logs.mine(me, query.after); }
  @Get() @May('log.verify', inQuery()) list(@CurrentMe() me: Me, @Query() query: LogListQueryDto): Promise<Page<LogView>> { return this.logs.list(me, query); }
  @Get(':id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number): Promise<LogView> { return this.logs.get(me, id); }
  @Put(':id') @Own() resubmit(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: SubmitLogDto, @IdemKey() key: string): Promise<LogView> { return this.logs.resubmit(me, id, body, key); }
  @Post('verify') @May('log.verify', 'any-held') verify(@CurrentMe() me: Me, @Body() body: VerifyDto, @IdemKey() key: string): Promise<VerifyResult> { return this.verification.verify(me, body, key); }
  @Post(':id/return') @May('log.verify', 'row') return(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: LogReasonDto, @IdemKey() key: string): Promise<LogView> { return this.verification.sendBack(me, id, body, 'return', key); }
  @Post(':id/reject') @May('log.verify', 'row') reject(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: LogReasonDto, @IdemKey() key: string): Promise<LogView> { return this.verification.sendBack(me, id, body, 'reject', key); }
}
