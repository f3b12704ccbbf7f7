import { ROLES, USER_KINDS, type MeView } from '@xianfeng/shared';
import { sayHours } from '@xianfeng/shared';
import { api } from '../../api';
import { ElderSwitch } from '../../cards/elder-switch';
import { balance } from '../../lib/format';
import { useLoad } from '../../lib/use-load';
import { SIGN_IN } from '../../routes';
import { session, useMe } from '../../session';
import { Avatar, Banner, Button, Card, Cell, Empty, Grid, Grow, Hero, Page, Row, Section, Stat, Tag, Text } from '../../ui';

const MORE = '/packages/more/pages';

const rolesOf = (me: MeView): string => [...new Set(me.posts.map((post) => ROLES[post.role]))].join('、');

function Doors({ me }: { me: MeView }) {
  const liaison = me.posts.some((post) => post.role === 'UNIT_LIAISON');
  return (
    <Grid cols={1} desk={2}>
      <Section title='帮忙'>
        <Card flush>
          <Cell icon='tasks' title='我的认领和日志' to={`${MORE}/my-claims/index`} />
          <Cell icon='hand' title='社区的邀请' note='去不去由您' to={`${MORE}/offers/index`} />
          <Cell icon='scan' title='签到' to={`${MORE}/scan/index`} />
          <Cell icon='qr' title='我的码' note='给负责人扫，不用自己操作' to={`${MORE}/my-code/index`} />
          {me.community ? <Cell icon='user' title='我的志愿档案' note='岗位、特长、多远、不做什么' to={`${MORE}/profile/index`} /> : null}
        </Card>
      </Section>
      <Section title='记录和荣誉'>
        <Card flush>
          <Cell icon='medal' title='服务记录和时长' to={`${MORE}/records/index`} />
          <Cell icon='star' title='我的星级' note='还差什么，哪些记录计入' to={`${MORE}/stars/index`} />
          <Cell icon='heart' title='我的荣誉' note='居民的感谢、表扬信、评价' to={`${MORE}/honours/index`} />
          <Cell icon='file' title='我的证明和材料' note='打印记录、申请证明、半年报告' to={`${MORE}/my-papers/index`} />
        </Card>
      </Section>
      <Section title='办事和兑换'>
        <Card flush>
          <Cell icon='ask' title='我的点单' to={`${MORE}/needs/index`} />
          <Cell icon='box' title='我的订单' to={`${MORE}/orders/index`} />
          <Cell icon='coin' title='我的积分' note='怎么来的、什么时候到期' to={`${MORE}/points/index`} />
        </Card>
      </Section>
      <Section title={liaison ? '社区和单位' : '我的社区'}>
        <Card flush>
          <Cell icon='flag' title='我的报到' value={me.community?.name} to={`${MORE}/registration/index`} />
          {me.community || liaison ? <Cell icon='handshake' title='包联' note='谁包联我们小区' to={`${MORE}/liaisons/index`} /> : null}
          {liaison ? <Cell icon='send' title='单位来信' note='表扬信、评价，一点签收' to={`${MORE}/unit-mail/index`} /> : null}
          {me.community || liaison ? <Cell icon='handshake' title={liaison ? '单位共建' : '提供资源'} note={liaison ? '资源、协议、项目' : '场地、手艺、东西都可以'} to={`${MORE}/resources/index`} /> : null}
          {liaison ? <Cell icon='building' title='单位报到' to={`${MORE}/units/index`} /> : null}
        </Card>
      </Section>
    </Grid>
  );
}

function Mine() {
  const load = useLoad(async () => {
    const [me, points, records] = await Promise.all([api.me.get(), api.points.mine(), api.records.summary()]);
    session.update(me);
    return { me, points, records };
  });
  return (
    <Page title='我的' wide load={load}>
      {({ me, points, records }) => (
        <>
          <Card tone='pine'>
            <Row gap={3} top>
              <Avatar name={me.name} size='lg' />
              <Grow>
                <Row gap={2} wrap><Text size='xl' strong>{me.name}</Text><Tag tone={me.kind === 'RESIDENT' ? 'pine' : 'red'}>{USER_KINDS[me.kind]}</Tag></Row>
                <Text size='sm' tone='soft' block>{[me.unit?.name, me.community?.name, me.compound?.name].filter(Boolean).join(' · ') || (me.todo.includes('REGISTRATION') ? '还没有报到' : '')}</Text>
                {me.posts.length > 0 ? <Row gap={1} wrap>{me.posts.map((post) => <Tag key={post.id} tone='gold'>{post.unitName || post.areaName} {ROLES[post.role]}</Tag>)}</Row> : null}
              </Grow>
            </Row>
          </Card>
          {me.todo.length > 0 ? <Banner tone='warn' title='还差一步' action={<Button kind='text' size='small' to='/pages/welcome/index'>去完成</Button>}>完成报到后就能认领任务、请社区帮忙。</Banner> : null}
          <Card>
            <Grid cols={3}>
              <Stat value={balance(points.available)} unit='分' label='可用积分' to={`${MORE}/points/index`} tone='gold' />
              <Stat value={sayHours(records.minutes)} unit='小时' label='服务时长' to={`${MORE}/records/index`} tone='pine' />
              <Stat value={records.count} unit='次' label='服务记录' to={`${MORE}/records/index`} />
            </Grid>
          </Card>
          <Card flush>
            <Cell icon='bell' title='消息' count={me.unread} to={`${MORE}/inbox/index`} />
            {me.permissions.includes('desk.view') || me.permissions.includes('audit.read') ? <Cell icon='desk' title='工作台' note={rolesOf(me)} to='/packages/desk/pages/home/index' />
              : me.permissions.includes('insight.view') ? <Cell icon='chart' title='看板' note={rolesOf(me)} to='/packages/desk/pages/dashboard/index' /> : null}
          </Card>
          <Doors me={me} />
          <Grid cols={1} desk={2}>
            <Card><ElderSwitch note='字更大、按钮更大' /></Card>
            <Card flush>
              <Cell icon='settings' title='设置' note='姓名、大字版、同意事项、退出登录' to={`${MORE}/settings/index`} />
              <Cell icon='chat' title='意见建议' note='哪里不好用、哪里嫌麻烦' to={`${MORE}/suggestions/index`} />
              <Cell icon='info' title='关于' note='公示、核对证书' to={`${MORE}/about/index`} />
            </Card>
          </Grid>
        </>
      )}
    </Page>
  );
}

export default function MyPage() {
  const me = useMe();
  if (me) return <Mine />;
  return (
    <Page title='我的' hero={<Hero title='欢迎' text='登录后看自己的任务、时长和积分' />}>
      <Card><Empty icon='user' title='您还没有登录' text='用手机号登录，几步就好。' action={<Button to={SIGN_IN}>去登录</Button>} /></Card>
      <Card flush>
        <Cell icon='settings' title='设置' note='大字版、协议与意见建议' to={`${MORE}/settings/index`} />
        <Cell icon='info' title='关于' note='公示、核对证书、意见建议' to={`${MORE}/about/index`} />
      </Card>
    </Page>
  );
}
