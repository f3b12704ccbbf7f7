import type { SessionView } from '@xianfeng/shared';
import { ApiError } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { useAction } from '../lib/use-action';
import { hasWechatLogin } from '../platform/device';
import { Banner, Button, Card, Stack, Text } from '../ui';
import { PhoneCode } from './phone-code';
import { TypedPhone } from './typed-phone';

type Way = 'wechat' | 'sms' | 'typed';
/** WeChat's number for "this month's free calls are used up". */
const USED_UP = 1400001;
const why = (errno: number | null): string => (errno === USED_UP ? '微信取号这会儿用不了。' : '没有用微信的手机号，没关系。');

/** Three ways to a phone number, the easiest first; each failure leads to the next, none to a dead end. */
export function BindPhone({ done }: { done: (view: SessionView) => void }) {
  const [way, setWay] = useState<Way>(hasWechatLogin ? 'wechat' : 'sms');
  const [said, setSaid] = useState('');
  const sms = useAction((_key, phone: string, code: string) => api.session.bindPhone(phone, code), done);
  const fromWechat = useAction(async (_key, code: string) => {
    try { return await api.session.wechatPhone(code); } catch (error) {
      // Anything but a lost network is answered by the next way.
      if (error instanceof ApiError && error.status > 0) { setSaid(`${error.message}。`); setWay('sms'); }
      throw error;
    }
  }, done);
  const took = (code: string | null, errno: number | null) => {
    if (code) void fromWechat.run(code);
    else { setSaid(why(errno)); setWay('sms'); }
  };
  return (
    <Card>
      <Text size='lg' strong block>绑定手机号</Text>
      <Text tone='soft' block>社区用它联系您，换手机也不会丢失记录。</Text>
      {said && way === 'sms' ? <Banner tone='info'>{said}可以用短信验证码，收不到就请社区核实。</Banner> : null}
      {way === 'wechat' ? <Button id='wechat-phone' block icon='phone' open='getPhoneNumber' busy={fromWechat.busy} onPhoneCode={took}>用微信里的手机号</Button> : way === 'sms' ? <PhoneCode submit={sms} label='绑定' /> : <TypedPhone />}
      <Stack gap={1}>
        {way === 'wechat' ? <Button kind='text' block onPress={() => setWay('sms')}>用别的手机号</Button> : null}
        {way === 'sms' ? <Button kind='text' block onPress={() => setWay('typed')}>收不到短信？请社区打电话核实</Button> : null}
        {way === 'typed' ? <Button kind='text' block onPress={() => setWay('sms')}>还是用短信验证码</Button> : null}
      </Stack>
    </Card>
  );
}
