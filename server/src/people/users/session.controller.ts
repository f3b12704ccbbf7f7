import { Body, Controller, createParamDecorator, Delete, Get, Post, type ExecutionContext } from '@nestjs/common';
import { HOUR_MS, type DemoAccount, type PhoneCodeView, type SessionView } from '@xianfeng/shared';
import { PerAddress } from '../../http/address-limit.js';
import { CurrentMe, Open, Own, type Request } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { PhoneAndCodeDto, PhoneDto, WechatDto } from './session.dto.js';
import { SessionService } from './session.service.js';

/** The token the caller came with: ending a session needs to know which one. */
const Token = createParamDecorator((_: unknown, context: ExecutionContext): string => (context.switchToHttp().getRequest<Request>().headers.authorization ?? '').slice('Bearer '.length));

@Controller('session')
export class SessionController {
  constructor(private readonly sessions: SessionService) {}
  @Get('demo') @Open() demoAccounts(): Promise<DemoAccount[]> { return this.sessions.demoAccounts(); }
  @Post('demo') @Open() demo(@Body() body: PhoneDto): Promise<SessionView> { return this.sessions.demo(body.phone); }
  @Post('wechat') @Open() @PerAddress('wechat', 600, HOUR_MS) wechat(@Body() body: WechatDto): Promise<SessionView> { return this.sessions.byWechat(body.code); }
  @Post('phone-code') @Open() @PerAddress('phone-code', 300, HOUR_MS) phoneCode(@Body() body: PhoneDto): Promise<PhoneCodeView> { return this.sessions.sendCode(body.phone); }
  @Post('phone') @Open() @PerAddress('phone', 600, HOUR_MS) phone(@Body() body: PhoneAndCodeDto): Promise<SessionView> { return this.sessions.phone(body.phone, body.code); }
  @Post('bind-phone') @Own({ withoutPhone: true }) bindPhone(@CurrentMe() me: Me, @Token() token: string, @Body() body: PhoneAndCodeDto): Promise<SessionView> { return this.sessions.bindPhone(me, token, body.phone, body.code); }
  @Post('wechat-phone') @Own({ withoutPhone: true }) @PerAddress('wechat-phone', 600, HOUR_MS) wechatPhone(@CurrentMe() me: Me, @Token() token: string, @Body() body: WechatDto): Promise<SessionView> { return this.sessions.bindByWechat(me, token, body.code); }
  @Post('link-wechat') @Own() @PerAddress('wechat', 600, HOUR_MS) linkWechat(@CurrentMe() me: Me, @Body() body: WechatDto): Promise<{ linked: boolean }> { return this.sessions.linkWechat(me, body.code); }
  @Delete() @Own({ withoutPhone: true }) end(@CurrentMe() me: Me, @Token() token: string): Promise<void> { return this.sessions.end(me, token); }
}
