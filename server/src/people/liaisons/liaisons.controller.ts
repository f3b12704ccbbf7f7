import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { CaretakerView, LiaisonView, Page } from '@xianfeng/shared';
import { CurrentMe, IdParam, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { AroundDto, CreateLiaisonDto, ListLiaisonsDto, RefuseLiaisonDto } from './liaisons.dto.js';
import { LiaisonsService } from './liaisons.service.js';

@Controller('liaisons')
export class LiaisonsController {
  constructor(private readonly liaisons: LiaisonsService) {}
  @Get() @May('desk.view', inQuery()) list(@CurrentMe() me: Me, @Query() query: ListLiaisonsDto): Promise<Page<LiaisonView>> { return this.liaisons.list(me, query.areaId, query, query.after); }
  @Get('mine') @Own() mine(@CurrentMe() me: Me): Promise<LiaisonView[]> { return this.liaisons.mine(me); }
  @Get('around') @Own() around(@Query() query: AroundDto): Promise<CaretakerView[]> { return this.liaisons.around(query.areaId); }
  @Post() @Own() create(@CurrentMe() me: Me, @Body() body: CreateLiaisonDto): Promise<LiaisonView> { return this.liaisons.create(me, body); }
  @Post(':id/accept') @Own() accept(@CurrentMe() me: Me, @IdParam() id: number): Promise<LiaisonView> { return this.liaisons.accept(me, id); }
  @Post(':id/refuse') @May('list.manage', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: RefuseLiaisonDto): Promise<LiaisonView> { return this.liaisons.refuse(me, id, body.reason); }
  @Post(':id/decline') @Own() decline(@CurrentMe() me: Me, @IdParam() id: number): Promise<void> { return this.liaisons.decline(me, id); }
  @Post(':id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number): Promise<LiaisonView> { return this.liaisons.withdraw(me, id); }
  @Post(':id/end') @Own() end(@CurrentMe() me: Me, @IdParam() id: number): Promise<LiaisonView> { return this.liaisons.end(me, id); }
}
