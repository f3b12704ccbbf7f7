import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { CurrentMe, IdParam, Own } from '../../http/access.js';
import { PageDto } from '../../http/fields.js';
import type { Me } from '../../http/me.js';
import { bool, num, page, str, strNull } from '../../http/schema.js';
import { NoticesService } from './notices.service.js';

@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}
  @Get() @Own() @RouteSchema(page({ id: num, kind: str, title: str, body: str, link: strNull, at: num, read: bool }))
  list(@CurrentMe() me: Me, @Query() query: PageDto) { return this.notices.list(me, query.after); }
  @Post('read-all') @Own({ withoutPhone: true }) @HttpCode(204)
  readAll(@CurrentMe() me: Me) { return this.notices.readAll(me); }
  @Post(':id/read') @Own({ withoutPhone: true }) @HttpCode(204)
  read(@CurrentMe() me: Me, @IdParam() id: number) { return this.notices.read(me, id); }
}
