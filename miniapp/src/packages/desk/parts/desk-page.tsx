import type { MeView, Permission } from '@xianfeng/shared';
import type { ComponentType } from 'react';
import { SIGN_IN } from '../../../routes';
import { useMe } from '../../../session';
import { Button, Empty, Page } from '../../../ui';
import { useDeskArea, type DeskArea } from './area';
import { DESK } from './paths';
import './desk.scss';

export interface DeskProps { me: MeView; area: DeskArea; choose: (area: DeskArea) => void }

/** Some posts open one door only. */
function Instead({ me }: { me: MeView }) {
  if (me.permissions.includes('insight.view')) return <Button to={DESK.dashboard}>看看板</Button>;
  if (me.permissions.includes('need.proxy')) return <Button to='/packages/more/pages/need-new/index'>替人提需求</Button>;
  return <Button kind='plain' to='/pages/me/index'>回到我的</Button>;
}
function Inside({ me, permission, title, View }: { me: MeView; permission: Permission; title: string; View: ComponentType<DeskProps> }) {
  const { area, choose } = useDeskArea(me, permission);
  if (area) return <View me={me} area={area} choose={choose} />;
  return <Page title={title}><Empty icon='shield' title='您没有这项工作' text='这一页给担任相应岗位的人用。岗位由社区书记或上级任命。' action={<Instead me={me} />} /></Page>;
}
/** A page of the desk: for people whose post gives them `permission` somewhere. The page gets its reader and the area it is about. */
export function deskPage(title: string, permission: Permission, View: ComponentType<DeskProps>) {
  return function DeskPage() {
    const me = useMe();
    if (me) return <Inside me={me} permission={permission} title={title} View={View} />;
    return <Page title={title}><Empty icon='user' title='请先登录' text='工作台只给社区工作人员用。' action={<Button to={SIGN_IN}>去登录</Button>} /></Page>;
  };
}
