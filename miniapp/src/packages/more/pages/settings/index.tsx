import { CONSENTS, CONSENT_PURPOSES, USER_LIMITS, type ConsentPurpose, type MeView, type UpdateMeInput } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { callCommunity } from '../../../../cards/call-community';
import { ElderSwitch } from '../../../../cards/elder-switch';
import { MessagesSection } from '../../../../cards/messages-section';
import { forgetDrafts } from '../../../../lib/draft';
import { sheets } from '../../../../lib/sheets';
import { replace } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { hasGuide, openGuide } from '../../../../platform/privacy';
import { HOME } from '../../../../routes';
import { session, useMe } from '../../../../session';
import { Box, Button, Card, Cell, ErrorState, Facts, Field, Grid, Page, Section, Skeleton, Stack, Switch, Text, TextInput, confirm, toast } from '../../../../ui';

/** Who I am. What I can do and when has a page of its own. */
function Profile({ me }: { me: MeView }) {
  const [name, setName] = useState(me.name);
  const save = useAction((_key, input: UpdateMeInput) => api.me.update(input), (view) => { session.update(view); toast('已保存', 'ok'); });
  return (
    <Section title='我的资料'>
      <Card><Stack gap={4}>
        {me.kind !== 'RESIDENT' ? <Facts rows={[{ name: '姓名', value: <>{me.name}<Text size='sm' tone='soft' block>以党员花名册为准，有误请联系社区</Text></>, icon: 'user' }]} />
          : <Field label='姓名' required error={save.fields['name']}><TextInput value={name} onChange={setName} maxLength={USER_LIMITS.name.max} /></Field>}
        {name.trim() && name.trim() !== me.name ? <Button size='small' busy={save.busy} onPress={() => void save.run({ name: name.trim() })}>保存姓名</Button> : null}
      </Stack></Card>
      <Card flush><Cell icon='star' title='我的志愿档案' note='会什么、什么时候有空、多远、不做什么' to='/packages/more/pages/profile/index' /></Card>
    </Section>
  );
}
/** Each purpose its own switch: what was given can be taken back as easily. */
function Consents() {
  const consents = useLoad(() => api.me.consents());
  const give = useAction((_key, purpose: ConsentPurpose, granted: boolean) => api.me.consent({ purpose, granted }), (all) => { consents.set(all); void api.me.get().then(session.update, () => undefined); });
  const flip = async (purpose: ConsentPurpose, granted: boolean) => {
    if (!granted && CONSENTS[purpose].required && !(await confirm({ title: '撤回后不能认领和求助', text: '已有的记录会保留，重新同意后可继续使用。', ok: '撤回', danger: true }))) return;
    void give.run(purpose, granted);
  };
  return (
    <Section title='我同意了什么' note='随时可以改'>
      {!consents.data ? (consents.error ? <ErrorState text={consents.error} onRetry={() => void consents.reload()} /> : <Skeleton rows={1} />) : (
        <Card><Stack gap={3}>
          {CONSENT_PURPOSES.map((purpose) => (
            <Switch
              key={purpose} label={CONSENTS[purpose].label} note={CONSENTS[purpose].text} disabled={give.busy}
              value={consents.data?.some((one) => one.purpose === purpose && one.granted) ?? false} onChange={(on) => void flip(purpose, on)}
            />
          ))}
        </Stack></Card>
      )}
    </Section>
  );
}

export default function Settings() {
  const me = useMe();
  const call = useAction(callCommunity);
  const leave = useAction(() => api.session.end(), () => { forgetDrafts(); sheets.forget(); session.end(); replace(HOME); });
  const ask = async () => { if (await confirm({ title: '退出登录？', text: sheets.waiting() > 0 ? `还有 ${sheets.waiting()} 条离线点名没上传，退出就丢了。` : undefined, ok: '退出', danger: sheets.waiting() > 0 })) void leave.run(); };
  return (
    <Page title='设置' wide>
      <Grid cols={1} desk={2}>
        <Box className='x-stack'>
          <Section title='显示'><Card><ElderSwitch note='字更大、按钮更大，首页换成四个大方块' /></Card></Section>
          {me ? <Profile me={me} /> : null}
        </Box>
        <Box className='x-stack'>
          {me ? <MessagesSection /> : null}
          {me ? <Consents /> : null}
          <Section title='帮助'>
            <Card flush>
              <Cell icon='chat' title='意见建议' note='哪里不好用、哪里嫌麻烦，市里答复' to='/packages/more/pages/suggestions/index' />
              <Cell icon='phone' title='打给社区服务点' onPress={() => void call.run()} />
              <Cell icon='file' title='服务协议与隐私政策' to='/packages/more/pages/terms/index' />
              {hasGuide ? <Cell icon='file' title='微信用户隐私保护指引' onPress={openGuide} /> : null}
              <Cell icon='info' title='关于' note='主办单位、备案号、我们的承诺' to='/packages/more/pages/about/index' />
            </Card>
          </Section>
          {me ? <Button block kind='plain' icon='exit' busy={leave.busy} onPress={() => void ask()}>退出登录</Button> : null}
          {me ? <Card flush><Cell icon='trash' title='注销账号' note='删除姓名、手机号，不再使用' to='/packages/more/pages/closing/index' /></Card> : null}
          <Box className='m-center'>
            <Text size='sm' tone='faint' block>先锋 · 社区志愿服务</Text>
            <Text size='sm' tone='faint' block>{process.env.TARO_APP_FILING || '备案号：正式上线时公示'}</Text>
          </Box>
        </Box>
      </Grid>
    </Page>
  );
}
