import { Body, Controller, Get, Header, Post, Query, StreamableFile } from '@nestjs/common';
import { HOUR_MS, type SceneView } from '@xianfeng/shared';
import { PerAddress } from '../../http/address-limit.js';
import { IdParam, Open } from '../../http/access.js';
import { CodeImages } from './code-images.js';
import { CodeImageDto, OpenSceneDto } from './codes.dto.js';
import { CodesService } from './codes.service.js';

@Controller('codes')
export class CodesController {
  constructor(private readonly codes: CodesService, private readonly images: CodeImages) {}
  @Post('open') @Open() @PerAddress('code-open', 1200, HOUR_MS) open(@Body() body: OpenSceneDto): Promise<SceneView> { return this.codes.open(body.scene); }
  @Get(':id/image') @Open() @Header('cache-control', 'private, max-age=86400') async image(@IdParam() id: number, @Query() { until, s }: CodeImageDto) { return new StreamableFile(await this.images.open(id, Number(until), s), { type: 'image/png' }); }
}
