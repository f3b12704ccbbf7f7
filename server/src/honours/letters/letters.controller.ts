import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { FileLink, LetterBatchResult, LetterView, MyThanksView, Page, ThanksWordView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, inBody, inQuery, May, Open, Own } from '../../http/access.js';
import { DownloadDto, fileAnswer } from '../../http/downloads.js';
import { PageDto } from '../../http/fields.js';
import { Me } from '../../http/me.js';
import { LetterPapersService } from './letter-papers.service.js';
import { LetterBatchDto, LetterIdsDto, LetterListDto, LetterReasonDto, PassWordsDto, WordListDto } from './letters.dto.js';
import { LettersService } from './letters.service.js';
import { WordsService } from './words.service.js';

@Controller()
export class LettersController {
  constructor(private readonly letters: LettersService, private readonly papers: LetterPapersService, private readonly words: WordsService) {}
  @Get('letters') @May('honour.manage', inQuery()) list(@CurrentMe() me: Me, @Query() query: LetterListDto): Promise<Page<LetterView>> { return this.letters.list(me, query); }
  @Post('letters/draft') @May('honour.manage', inBody()) draft(@CurrentMe() me: Me, @Body() body: LetterBatchDto, @IdemKey() key: string): Promise<LetterBatchResult> { return this.letters.draft(me, body, key); }
  @Post('letters/submit') @May('honour.manage', inBody()) submit(@CurrentMe() me: Me, @Body() body: LetterBatchDto, @IdemKey() key: string): Promise<LetterBatchResult> { return this.letters.submit(me, body, key); }
  @Post('letters/approve') @May('honour.approve', 'any-held') approve(@CurrentMe() me: Me, @Body() body: LetterIdsDto, @IdemKey() key: string): Promise<LetterBatchResult> { return this.letters.approve(me, body, key); }
  @Post('letters/deliver') @May('honour.approve', 'any-held') deliver(@CurrentMe() me: Me, @Body() body: LetterIdsDto, @IdemKey() key: string): Promise<LetterBatchResult> { return this.letters.deliver(me, body, key); }
  @Get('letters/received') @Own() received(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<LetterView>> { return this.letters.received(me, query.after); }
  @Get('letters/:id') @Own() get(@CurrentMe() me: Me, @IdParam() id: number): Promise<LetterView> { return this.letters.get(me, id); }
  @Post('letters/:id/return') @May('honour.approve', 'row') sendBack(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: LetterReasonDto, @IdemKey() key: string): Promise<LetterView> { return this.letters.sendBack(me, id, body, key); }
  @Post('letters/:id/void') @May('honour.manage', 'row') void(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: LetterReasonDto, @IdemKey() key: string): Promise<LetterView> { return this.letters.void(me, id, body, key); }
  @Post('letters/:id/receive') @Own() receive(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<LetterView> { return this.letters.receive(me, id, key); }
  @Post('letters/:id/file') @Own() file(@CurrentMe() me: Me, @IdParam() id: number): Promise<FileLink> { return this.papers.link(me, id); }
  @Get('thanks-words') @May('honour.manage', inQuery()) listWords(@CurrentMe() me: Me, @Query() query: WordListDto): Promise<Page<ThanksWordView>> { return this.words.list(me, query); }
  @Post('thanks-words/pass') @May('honour.manage', 'any-held') pass(@CurrentMe() me: Me, @Body() body: PassWordsDto, @IdemKey() key: string): Promise<LetterBatchResult> { return this.words.pass(me, body, key); }
  @Get('thanks-words/mine') @Own() myWords(@CurrentMe() me: Me, @Query() query: PageDto): Promise<Page<MyThanksView>> { return this.words.mine(me, query.after); }
  @Get('downloads/letters/:id/paper.pdf') @Open() async paper(@IdParam() id: number, @Query() query: DownloadDto) {
    const { name, stream } = await this.papers.file(id, query);
    return fileAnswer(name, stream);
  }
}
