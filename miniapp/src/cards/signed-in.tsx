import type { MeView } from '@xianfeng/shared';
import type { ComponentType } from 'react';
import { SIGN_IN } from '../routes';
import { useMe } from '../session';
import { Button, Empty, Page } from '../ui';

/** A page for people who are signed in: others are told why and shown the door. The page itself gets its reader. */
export function signedIn(title: string, View: ComponentType<{ me: MeView }>) {
  return function SignedInPage() {
    const me = useMe();
    if (me) return <View me={me} />;
    return (
      <Page title={title}>
        <Empty icon='user' title='登录后可以看' text='用手机号登录，几步就好。' action={<Button to={SIGN_IN}>去登录</Button>} />
      </Page>
    );
  };
}
