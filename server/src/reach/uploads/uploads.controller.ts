import { Controller, Get, Header, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentMe, IdParam, Open, OptionalIdemKey, Own } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { receivePhoto } from './receive.js';
import { PhotoLinkDto } from './uploads.dto.js';
import { UploadsService } from './uploads.service.js';

@Controller()
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}
  @Post('uploads') @Own()
  async photo(@CurrentMe() me: Me, @Req() request: FastifyRequest, @OptionalIdemKey() key: string | null) { return this.uploads.keep(me.id, await receivePhoto(request), key); }
  /** The address itself is the permission (photo-links.ts). */
  @Get('files/:id/:variant') @Open() @Header('content-type', 'image/jpeg') @Header('content-security-policy', "default-src 'none'; sandbox")
  file(@IdParam() id: number, @Param('variant') variant: string, @Query() link: PhotoLinkDto, @Res({ passthrough: true }) reply: FastifyReply) { return this.uploads.open(id, variant, link, (seconds) => void reply.header('cache-control', `private, max-age=${seconds}, immutable`)); }
}
