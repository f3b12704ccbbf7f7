import type { DemoAccount, SessionView } from '@xianfeng/shared';
import { ApiError } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../api';
import { ElderSwitch } from '../../cards/elder-switch';
import { PhoneCode } from '../../cards/phone-code';
import { back, replace } from '../../lib/go';
import { useAction } from '../../lib/use-action';
import { useLoad } from '../../lib/use-load';
import { hasWechatLogin, loginCode } from '../../platform/device';
import { confirm } from '../../platform/feedback';
import { session } from '../../session';
import { Avatar, Banner, Button, Card, Grid, Grow, Hero, Page, Press, Row, Section, Text } from '../../ui';

/** Outside of the demo there are no demo accounts: the server says so, and nothing is shown. */
async function demoAccounts(): Promise<DemoAccount[]> {
  try { return await api.session.demoAccounts(); } catch (error) { if (error instanceof ApiError) return []; throw error; }
}
/** `expired`: he was in the middle of something, and what he wrote is kept there. */
function enter(view: SessionView, expired: boolean): void {
  session.start(view);
  if (view.me.todo.length > 0) replace('/pages/welcome/index');
  else if (expired) back();
  else if (view.me.permissions.includes('desk.view') || view.me.permissions.includes('audit.read')) replace('/packages/desk/pages/home/index');
  else back();
}

/**
 * So that WeChat's messages reach him, too. He is in already: where it fails, nothing is lost, and the next time by WeChat does it. From then on this WeChat opens
 * his account, so he is asked: people lend each other their phones.
 */
async function linkWechat(): Promise<void> {
  if (!hasWechatLogin || !(await confirm({ title: '这是您自己的微信吗', text: '是的话，以后用它一键登录，也能收到微信提醒。借别人的手机登录，请选“不是”。', ok: '是我的', cancel: '不是' }))) return;
  const code = await loginCode();
  if (code) await api.session.linkWechat(code).catch(() => undefined);
}
async function enterByWechat(): Promise<SessionView> {
  const code = await loginCode();
  if (!code) throw new ApiError(0, { code: 'WECHAT_FAILED', message: '微信登录暂时不可用，可改用手机号登录' });
  return api.session.wechat(code);
}

export default function SignIn() {
  const expired = useRouter().params['expired'] === '1';
  const done = (view: SessionView) => enter(view, expired);
  const demo = useLoad(demoAccounts);
  const byPhone = useAction((_key, phone: string, code: string) => api.session.phone(phone, code), (view) => { done(view); void linkWechat(); });
  const byDemo = useAction((_key, phone: string) => api.session.demo(phone), done);
  const byWechat = useAction(async () => {
    // A code is good once and for five minutes; where it was spent or too old, a second one is taken, and no third.
    try { return await enterByWechat(); } catch (error) { if (error instanceof ApiError && error.code === 'CODE_WRONG') return enterByWechat(); throw error; }
  }, done);
  return (
    <Page title='登录' hero={<Hero title='身边的事，一起办' text='社区发布需要，党员和邻居来帮忙' />}>
      {expired ? <Banner tone='warn' title='登录已过期'>请再登录一次，回到刚才那一页；填了一半的内容还在。</Banner> : null}
      <Card><ElderSwitch note='字更大、按钮更大，随时可以换回来' /></Card>
      {hasWechatLogin ? <Button block busy={byWechat.busy} onPress={() => void byWechat.run()}>微信一键登录</Button> : null}
      {demo.data?.length ? (
        <Section title='演示身份' note='点一位就能进去看'>
          <Grid cols={1} desk={2}>
            {demo.data.map((account) => (
              <Card key={account.phone} onPress={() => void byDemo.run(account.phone)}>
                <Row gap={3}>
                  <Avatar name={account.name} />
                  <Grow>
                    <Row gap={2} wrap><Text strong>{account.name}</Text><Text size='sm' tone='pine'>{account.title}</Text></Row>
                    <Text size='sm' tone='soft' block>{account.hint}</Text>
                  </Grow>
                </Row>
              </Card>
            ))}
          </Grid>
        </Section>
      ) : null}
      <Section title='手机号登录'>
        <Card><PhoneCode submit={byPhone} label='登录' /></Card>
      </Section>
      <Row gap={1} wrap>
        <Text size='sm' tone='soft'>登录前可先看</Text>
        <Press to='/packages/more/pages/terms/index' className='m-link'>服务协议与隐私政策</Press>
      </Row>
    </Page>
  );
}
