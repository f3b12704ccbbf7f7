import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentMe, IdemKey, IdParam, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { PassReviewsDto, ReportDto, ReviewListDto, TakeDownDto } from './reviews.dto.js';
import { ReportsService } from './reports.service.js';
import { ReviewsService } from './reviews.service.js';

@Controller()
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService, private readonly reports: ReportsService) {}
  @Get('reviews') @May('content.review', inQuery()) list(@CurrentMe() me: Me, @Query() query: ReviewListDto) { return this.reviews.list(me, query); }
  @Post('reviews/pass') @May('content.review', 'any-held') pass(@CurrentMe() me: Me, @Body() body: PassReviewsDto, @IdemKey() key: string) { return this.reviews.pass(me, body.ids, key); }
  @Post('reviews/:id/take-down') @May('content.review', 'row') takeDown(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: TakeDownDto, @IdemKey() key: string) { return this.reviews.takeDown(me, id, body.reason, key); }
  @Post('reviews/:id/reopen') @May('content.review', 'row') reopen(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string) { return this.reviews.reopen(me, id, key); }
  @Post('reviews') @Own({ withoutPhone: true }) report(@CurrentMe() me: Me, @Body() body: ReportDto, @IdemKey() key: string) { return this.reports.report(me, body, key); }
}
