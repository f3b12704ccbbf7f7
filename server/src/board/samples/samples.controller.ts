import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Page, SampleRate, SampleView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inQuery, May } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { CheckSampleDto, CloseSampleDto, DoubtQueryDto, RateQueryDto, SampleQueryDto } from './samples.dto.js';
import { SamplesService } from './samples.service.js';

@Controller('samples')
export class SamplesController {
  constructor(private readonly samples: SamplesService) {}
  @Get() @May('record.enter', inQuery()) list(@CurrentMe() me: Me, @Query() query: SampleQueryDto): Promise<Page<SampleView>> { return this.samples.list(me, query); }
  @Get('doubts') @May('record.appeal', inQuery()) doubts(@CurrentMe() me: Me, @Query() query: DoubtQueryDto): Promise<Page<SampleView>> { return this.samples.doubts(me, query); }
  @Get('rates') @May('insight.view', inQuery()) rates(@CurrentMe() me: Me, @Query() query: RateQueryDto): Promise<SampleRate[]> { return this.samples.rates(me, query.areaId); }
  @Post(':id/check') @May('record.enter', 'row') check(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CheckSampleDto, @IdemKey() key: string): Promise<SampleView> { return this.samples.check(me, id, body, key); }
  @Post(':id/close') @May('record.appeal', 'row') close(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: CloseSampleDto, @IdemKey() key: string): Promise<SampleView> { return this.samples.close(me, id, body, key); }
}
