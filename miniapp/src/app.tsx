import { useMemo, type PropsWithChildren } from 'react';
import { navGroups } from './nav';
import { pending } from './lib/pending';
import { sheets } from './lib/sheets';
import { life } from './platform/life';
import { watchLostPages } from './platform/lost-pages';
import { watchPrivacy } from './platform/privacy';
import { session, useMe } from './session';
import './styles';
import { NavContext } from './ui/nav';

life.watch();
session.restore();
pending.sweep(Date.now());
sheets.watch();
watchLostPages();
watchPrivacy();

export default function App({ children }: PropsWithChildren) {
  const me = useMe();
  const groups = useMemo(() => navGroups(me), [me]);
  return <NavContext.Provider value={groups}>{children}</NavContext.Provider>;
}
