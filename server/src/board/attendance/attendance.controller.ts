import { Body, Controller, Get, Post } from '@nestjs/common';
import type { ClaimView, CodeView, OfflineMarksView, PresenceSheet, PresenceView, RosterRow, ShiftCodeView } from '@xianfeng/shared';
import { CurrentMe, IdemKey, IdParam, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { DayCodeDto, MarkDto, MemberCodeDto, OfflineMarksDto, ScanDto, WalkUpDto } from './attendance.dto.js';
import { AttendanceService } from './attendance.service.js';
import { OfflineMarksService } from './offline-marks.service.js';
import { SceneCodeService } from './scene-code.service.js';
import { RosterMarksService } from './roster-marks.service.js';

@Controller()
export class AttendanceController {
  constructor(private readonly attendance: AttendanceService, private readonly marks: RosterMarksService, private readonly offline: OfflineMarksService, private readonly scenes: SceneCodeService) {}
  @Post('attendance/scan') @Own() scan(@CurrentMe() me: Me, @Body() body: ScanDto, @IdemKey() key: string): Promise<PresenceView> { return this.attendance.scan(me, body, key); }
  @Post('attendance/day-code') @Own() dayCode(@CurrentMe() me: Me, @Body() body: DayCodeDto, @IdemKey() key: string): Promise<PresenceView> { return this.attendance.dayCode(me, body, key); }
  @Post('claims/:id/check-out') @Own() checkOut(@CurrentMe() me: Me, @IdParam() id: number, @IdemKey() key: string): Promise<ClaimView> { return this.attendance.checkOut(me, id, key); }
  @Get('shifts/:id/code') @May('task.lead', 'row') code(@CurrentMe() me: Me, @IdParam() id: number): Promise<ShiftCodeView> { return this.marks.shiftCode(me, id); }
  @Post('shifts/:id/wechat-code') @May('task.lead', 'row') wechatCode(@CurrentMe() me: Me, @IdParam() id: number): Promise<CodeView> { return this.scenes.of(me, id); }
  @Post('shifts/:id/mark') @May('task.lead', 'row') mark(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: MarkDto, @IdemKey() key: string): Promise<RosterRow[]> { return this.marks.mark(me, id, body, key); }
  @Get('shifts/:id/sheet') @May('task.lead', 'row') sheet(@CurrentMe() me: Me, @IdParam() id: number): Promise<PresenceSheet> { return this.offline.sheet(me, id); }
  @Post('shifts/:id/offline-marks') @May('task.lead', 'row') offlineMarks(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: OfflineMarksDto, @IdemKey() key: string): Promise<OfflineMarksView> { return this.offline.take(me, id, body, key); }
  @Post('shifts/:id/member-code') @May('task.lead', 'row') memberCode(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: MemberCodeDto, @IdemKey() key: string): Promise<PresenceView> { return this.marks.memberCode(me, id, body, key); }
  @Post('shifts/:id/walk-ups') @May('task.lead', 'row') walkUp(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: WalkUpDto, @IdemKey() key: string): Promise<RosterRow[]> { return this.marks.walkUp(me, id, body, key); }
}
