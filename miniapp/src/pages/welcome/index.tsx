import type { MeView } from '@xianfeng/shared';
import { api } from '../../api';
import { PhoneCode } from '../../cards/phone-code';
import { signedIn } from '../../cards/signed-in';
import { replace } from '../../lib/go';
import { useAction } from '../../lib/use-action';
import { useLoad } from '../../lib/use-load';
import { HOME } from '../../routes';
import { session } from '../../session';
import { Button, Card, Empty, Page, Steps, Text } from '../../ui';
import { Consents } from './consents';
import { Register } from './register';

const STEPS = { PHONE: '手机号', CONSENTS: '逐项同意', REGISTRATION: '报到' } as const;

/** The way in: what is still missing, one thing at a time. Whoever leaves comes back to the same step. */
function Welcome({ me }: { me: MeView }) {
  const fresh = useLoad(async () => { const now = await api.me.get(); session.update(now); return now; });
  const bind = useAction((_key, phone: string, code: string) => api.session.bindPhone(phone, code), (view) => { session.start(view); fresh.set(view.me); });
  const todo = fresh.data?.todo ?? me.todo;
  const [step] = todo;
  const names = Object.keys(STEPS) as (keyof typeof STEPS)[];
  return (
    <Page title='欢迎' load={fresh}>
      {() => step ? (
        <>
          <Steps steps={names.map((name) => STEPS[name])} at={names.indexOf(step)} />
          {step === 'PHONE' ? (
            <Card>
              <Text size='lg' strong block>绑定手机号</Text>
              <Text tone='soft' block>社区用它联系您，换手机也不会丢失记录。</Text>
              <PhoneCode submit={bind} label='绑定' />
            </Card>
          ) : step === 'CONSENTS' ? <Consents done={() => void fresh.reload()} /> : <Register me={me} done={() => void fresh.reload()} />}
        </>
      ) : (
        <Empty icon='check-circle' title={me.community || me.posts.length > 0 ? `${me.name}，都办好了` : '已提交，等社区确认'} text={me.community ? `您在${me.community.name}报到。看看附近有什么能帮忙的。` : me.posts.length > 0 ? '可以开始办事了。' : '报到已提交，社区确认后就能认领。现在可以先看看任务。'} action={<Button onPress={() => replace(HOME)}>去看任务</Button>} />
      )}
    </Page>
  );
}

export default signedIn('欢迎', Welcome);
