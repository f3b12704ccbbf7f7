import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Open, Own } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { Me } from '../../http/me.js';
import { CreateProjectDto, FinishProjectDto, ListAreaDto, ListedNeedQueryDto, ListFileDto, ListNeedDto, ListReasonDto, MatchDto, OfferResourceDto, ProjectDto, ProjectNoteDto, ProjectQueryDto, ResourceDto, ResourceQueryDto } from './lists.dto.js';
import { ListingsService } from './listings.service.js';
import { ListsFileService } from './lists-file.service.js';
import { ProjectsService } from './projects.service.js';
import { ResourcesService } from './resources.service.js';

@Controller('resources')
export class ResourcesController {
  constructor(private readonly resources: ResourcesService) {}
  @Post() @Own() offer(@CurrentMe() me: Me, @Body() body: OfferResourceDto, @IdemKey() key: string) { return this.resources.offer(me, key, body); }
  @Get() @May('list.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: ResourceQueryDto) { return this.resources.list(me, query); }
  @Get('mine') @Own() mine(@CurrentMe() me: Me) { return this.resources.mine(me); }
  @Put(':id') @Own() update(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ResourceDto, @IdemKey() key: string) { return this.resources.update(me, id, key, body); }
  @Post(':id/withdraw') @Own() withdraw(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.resources.withdraw(me, id, key); }
}
@Controller()
export class ListingsController {
  constructor(private readonly listings: ListingsService) {}
  @Post('listed-needs') @May('list.manage', 'row') add(@CurrentMe() me: Me, @Body() body: ListNeedDto, @IdemKey() key: string) { return this.listings.add(me, key, body); }
  @Get('listed-needs') @May('list.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: ListedNeedQueryDto) { return this.listings.list(me, query); }
  @Post('listed-needs/:id/remove') @May('list.manage', 'row') remove(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.listings.remove(me, id, key); }
  @Get('matches') @May('list.manage', inQuery()) matches(@CurrentMe() me: Me, @Query() query: ListAreaDto) { return this.listings.matches(me, query.areaId); }
  @Post('matches/accept') @May('list.manage', 'row') accept(@CurrentMe() me: Me, @Body() body: MatchDto, @IdemKey() key: string) { return this.listings.accept(me, key, body); }
  @Post('matches/dismiss') @May('list.manage', 'row') dismiss(@CurrentMe() me: Me, @Body() body: MatchDto, @IdemKey() key: string) { return this.listings.dismiss(me, key, body); }
}
@Controller('projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService, private readonly files: ListsFileService) {}
  @Post() @May('list.manage', inBody('communityId')) create(@CurrentMe() me: Me, @Body() body: CreateProjectDto, @IdemKey() key: string) { return this.projects.create(me, key, body); }
  @Get() @May('list.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: ProjectQueryDto) { return this.projects.list(me, query); }
  @Get('owners') @May('list.manage', inQuery()) owners(@CurrentMe() me: Me, @Query() query: ListAreaDto) { return this.projects.owners(me, query.areaId); }
  @Post('file') @May('list.manage', inBody()) file(@CurrentMe() me: Me, @Body() body: ListFileDto) { return this.files.link(me, body); }
  @Get(':id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number) { return this.projects.get(me, id); }
  @Put(':id') @May('list.manage', 'row') update(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ProjectDto, @IdemKey() key: string) { return this.projects.update(me, id, key, body); }
  @Post(':id/start') @Own() start(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.projects.start(me, id, key); }
  @Post(':id/finish') @Own() finish(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: FinishProjectDto, @IdemKey() key: string) { return this.projects.finish(me, id, key, body); }
  @Post(':id/pass') @May('list.manage', 'row') pass(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ProjectNoteDto, @IdemKey() key: string) { return this.projects.pass(me, id, key, body.note); }
  @Post(':id/return') @May('list.manage', 'row') return(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ListReasonDto, @IdemKey() key: string) { return this.projects.return(me, id, key, body.reason); }
  @Post(':id/drop') @May('list.manage', 'row') drop(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: ListReasonDto, @IdemKey() key: string) { return this.projects.drop(me, id, key, body.reason); }
}
/** Behind a signed link. */
@Controller('downloads/lists')
export class ListFilesController {
  constructor(private readonly files: ListsFileService) {}
  @Get(':id/:scope/lists.xlsx') @Open() async lists(@IdParam() id: number, @Param('scope') scope: string, @Query() query: DownloadDto) {
    const { name, stream } = await this.files.download(id, scope, query);
    return fileAnswer(name, stream);
  }
}
