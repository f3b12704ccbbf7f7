import type { MeView, SessionView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { api } from '../../api';
import { AskedTwice } from '../../cards/asked-twice';
import { BindPhone } from '../../cards/bind-phone';
import { poster } from '../../lib/draft';
import { replace } from '../../lib/go';
import { useLoad } from '../../lib/use-load';
import { useShare } from '../../platform/share';
import { HOME, SIGN_IN } from '../../routes';
import { session, useMe } from '../../session';
import { Banner, Button, Empty, Page, Steps } from '../../ui';
import { Consents } from './consents';
import { Register } from './register';

const STEPS = { PHONE: '手机号', CONSENTS: '逐项同意', REGISTRATION: '报到' } as const;

/** The way in: what is still missing, one thing at a time. Whoever leaves comes back to the same step. */
function Welcome({ me, scanned }: { me: MeView; scanned: number | null }) {
  const fresh = useLoad(async () => { const now = await api.me.get(); session.update(now); return now; });
  const bound = (view: SessionView) => { session.start(view); fresh.set(view.me); };
  const todo = fresh.data?.todo ?? me.todo;
  const [step] = todo;
  const names = Object.keys(STEPS) as (keyof typeof STEPS)[];
  return (
    <Page title='欢迎' load={fresh}>
      {() => step ? (
        <>
          <Steps steps={names.map((name) => STEPS[name])} at={names.indexOf(step)} />
          {step === 'PHONE' ? (
            <BindPhone done={bound} />
          ) : step === 'CONSENTS' ? <Consents done={() => void fresh.reload()} /> : <><Register me={me} done={() => void fresh.reload()} /><AskedTwice page='报到' /></>}
        </>
      ) : (
        <>
        {me.community && scanned !== null && scanned !== me.community.id ? <Banner tone='info' title={`您已在${me.community.name}报到`} action={<Button kind='text' size='small' to='/packages/more/pages/registration/index'>转社区</Button>}>搬到这里了，可以把报到转过来。</Banner> : null}
        <Empty icon='check-circle' title={me.community || me.posts.length > 0 ? `${me.name}，都办好了` : '已提交，等社区确认'} text={me.community ? `您在${me.community.name}报到。看看附近有什么能帮忙的。` : me.posts.length > 0 ? '可以开始办事了。' : '报到已提交，社区确认后就能认领。现在可以先看看任务。'} action={<Button onPress={() => replace(HOME)}>去看任务</Button>} />
        </>
      )}
    </Page>
  );
}

/** WeChat hands over the scanned address as `q`; a browser has it as its own. */
function scannedIn(params: Partial<Record<string, string>>): number | null {
  const id = params['community'] ?? /[?&]community=(\d+)/.exec(decodeURIComponent(params['q'] ?? ''))?.[1] ?? '';
  return /^\d{1,16}$/.test(id) ? Number(id) : null;
}
/** Came by a poster and nobody yet: where he is, and what happens next. */
function Arrived({ communityId }: { communityId: number | null }) {
  const area = useLoad(communityId === null ? null : () => api.areas.get(communityId), [communityId]);
  const name = area.data?.name;
  return (
    <Page title='欢迎'>
      <Empty icon='flag' title={name ? `到${name}报到` : '登录后可以报到'} text={name ? '登录后社区已经替您选好，核对姓名和楼栋就行。' : '用手机号登录，几步就好。'} action={<Button to={SIGN_IN}>去登录</Button>} />
    </Page>
  );
}

export default function WelcomePage() {
  const me = useMe();
  const scanned = scannedIn(useRouter().params);
  useEffect(() => { if (scanned !== null) poster.set(scanned); }, [scanned]);
  useShare(() => ({ title: '到社区报到，几步就好', path: `/pages/welcome/index${scanned === null ? '' : `?community=${scanned}`}` }));
  return me ? <Welcome me={me} scanned={scanned} /> : <Arrived communityId={scanned} />;
}
