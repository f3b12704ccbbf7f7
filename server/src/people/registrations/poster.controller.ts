import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CodeView, PosterView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inBody, inQuery, May, Open } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { Me } from '../../http/me.js';
import { PosterService } from './poster.service.js';
import { PosterDto, PosterFileDto } from './registrations.dto.js';

@Controller()
export class PosterController {
  constructor(private readonly posters: PosterService) {}
  @Get('registrations/poster') @May('registration.review', inQuery()) view(@Query() query: PosterDto): Promise<PosterView> { return this.posters.view(query.areaId); }
  @Post('registrations/poster/code') @May('registration.review', inBody()) code(@Body() body: PosterFileDto): Promise<CodeView> { return this.posters.code(body.areaId); }
  @Post('registrations/poster/file') @May('registration.review', inBody()) file(@CurrentMe() me: Me, @Body() body: PosterFileDto): Promise<{ url: string }> { return this.posters.link(me.id, body.areaId); }
  @Get('downloads/posters/:id/poster.pdf') @Open() async download(@IdParam() id: number, @Query() query: DownloadDto, @Req() request: FastifyRequest) {
    const { name, stream } = await this.posters.download(id, query, `${request.protocol}://${request.host}`);
    return fileAnswer(name, stream);
  }
}
