import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { TypedPhoneView } from '@xianfeng/shared';
import { CurrentMe, IdParam, inQuery, May, Own } from '../../http/access.js';
import { Me } from '../../http/me.js';
import { PhoneDto } from './session.dto.js';
import { InAreaDto, TypePhoneDto } from './typed-phones.dto.js';
import { TypedPhonesService } from './typed-phones.service.js';

@Controller()
export class TypedPhonesController {
  constructor(private readonly phones: TypedPhonesService) {}
  @Get('me/phone') @Own() mine(@CurrentMe() me: Me): Promise<{ typed: TypedPhoneView | null }> { return this.phones.mine(me); }
  @Post('me/phone') @Own({ withoutPhone: true }) type(@CurrentMe() me: Me, @Body() body: TypePhoneDto): Promise<TypedPhoneView> { return this.phones.type(me, body); }
  @Get('typed-phones') @May('registration.review', inQuery()) waiting(@Query() query: InAreaDto): Promise<TypedPhoneView[]> { return this.phones.waiting(query.areaId); }
  @Post('typed-phones/:id/confirm') @May('registration.review', 'row') confirm(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: PhoneDto): Promise<TypedPhoneView> { return this.phones.confirm(me, id, body.phone); }
  @Post('typed-phones/:id/refuse') @May('registration.review', 'row') refuse(@CurrentMe() me: Me, @IdParam() id: number, @Body() body: PhoneDto): Promise<TypedPhoneView> { return this.phones.refuse(me, id, body.phone); }
}
