import { useEffect, useState } from 'react';
import { api } from '../api';
import { useAction, type Action } from '../lib/use-action';
import { Banner, Button, Field, Grow, Row, Stack, Text, TextInput } from '../ui';

const MOBILE = /^1\d{10}$/;

/** A phone number and the code sent to it. `submit` is what the code opens: signing in, or binding the phone. */
export function PhoneCode({ submit, label }: { submit: Action<[phone: string, code: string], unknown>; label: string }) {
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [wait, setWait] = useState(0);
  const [demoCode, setDemoCode] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const ask = useAction(() => api.session.phoneCode(phone), (sent) => {
    setWait(sent.waitSeconds);
    setDemoCode(sent.demoCode);
    setAsked(true);
  });
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait((left) => left - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);
  const ready = MOBILE.test(phone);
  return (
    <Stack gap={4}>
      <Field label='手机号' required error={ask.fields['phone'] ?? submit.fields['phone']}>
        <TextInput kind='phone' value={phone} onChange={(text) => setPhone(text.replace(/\D/g, '').slice(0, 11))} maxLength={13} placeholder='11 位手机号' />
      </Field>
      <Field label='验证码' required error={submit.fields['code']}>
        <Row gap={2} wrap>
          <Grow><TextInput kind='code' value={code} onChange={setCode} maxLength={6} placeholder='6 位数字' onEnter={() => void submit.run(phone, code)} /></Grow>
          <Button kind='soft' busy={ask.busy} disabled={!ready || wait > 0} onPress={() => void ask.run()}>{wait > 0 ? `${wait} 秒后重发` : asked ? '重新获取' : '获取验证码'}</Button>
        </Row>
      </Field>
      {demoCode ? <Banner tone='gold' title={`验证码 ${demoCode}`} action={<Button kind='text' size='small' onPress={() => setCode(demoCode)}>填入</Button>}><Text size='sm' tone='soft'>演示环境不发短信，直接显示在这里。</Text></Banner> : null}
      <Button block busy={submit.busy} disabled={!ready || code.length !== 6} onPress={() => void submit.run(phone, code)}>{label}</Button>
    </Stack>
  );
}
