import { type DeskQueue, type DeskView, type Permission } from '@xianfeng/shared';
import { api } from '../../../../api';
import { minutes, span } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { ROOMS, WORK, type Door } from '../../../../nav';
import { useMe } from '../../../../session';
import { Box, Button, Card, Cell, Empty, Grid, Hero, Page, Row, Section, Stat, Tiles, useWide, type IconName } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { AuditHome } from '../../parts/audit-home';
import { Decisions } from '../../parts/decisions';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';
import { waited } from '../../parts/waited';

type QueueName = 'registrations' | 'unitRegistrations' | 'needs' | 'claims' | 'logs' | 'orders' | 'reviews';
const QUEUES: readonly { name: QueueName; text: string; icon: IconName; to: string; permission: Permission }[] = [
  { name: 'needs', text: '居民点单', icon: 'ask', to: DESK.needs, permission: 'need.review' },
  { name: 'logs', text: '待核实日志', icon: 'check-circle', to: DESK.logs, permission: 'log.verify' },
  { name: 'registrations', text: '个人报到', icon: 'flag', to: DESK.registrations, permission: 'registration.review' },
  { name: 'unitRegistrations', text: '单位报到', icon: 'building', to: DESK.units, permission: 'registration.review' },
  { name: 'claims', text: '认领待确认', icon: 'hand', to: DESK.requests, permission: 'task.manage' },
  { name: 'reviews', text: '内容核对', icon: 'shield', to: DESK.reviews, permission: 'content.review' },
  { name: 'orders', text: '待领兑换单', icon: 'gift', to: DESK.orders, permission: 'reward.collect' },
];
/** How long somebody has been waiting; what is overdue comes first. */
function sayQueue({ count, oldestAt, overdue }: DeskQueue): string {
  if (count === 0) return '没有等着的';
  if (overdue > 0) return `${overdue > 99 ? '99+' : overdue} 件已超期`;
  return oldestAt === null ? '等您处理' : waited(oldestAt);
}
const PROXY: Door = { to: '/packages/more/pages/need-new/index', text: '替人提需求', note: '老人不用手机，您来代填', icon: 'edit', permission: 'need.proxy' };

function Today({ shifts }: { shifts: DeskView['today'] }) {
  return (
    <Section title='今天的班次' note={shifts.length > 0 ? `${shifts.length} 个` : undefined}>
      {shifts.length === 0 ? <Card><Empty icon='calendar' title='今天没有班次' text='发布的任务到了当天，会在这里打开签到。' /></Card> : (
        <Card flush>
          {shifts.map((shift) => <Cell key={shift.shiftId} icon='qr' title={shift.title} note={span(shift.startsAt, shift.endsAt)} value={`已到 ${shift.present}/${shift.taken} 人`} to={DESK.shift(shift.taskId, shift.shiftId)} />)}
        </Card>
      )}
    </Section>
  );
}

function Home({ me, area, choose }: DeskProps) {
  const desk = useLoad(() => api.desk.get(area.id), [area.id]);
  const wide = useWide();
  const may = (permission: Permission) => me.permissions.includes(permission);
  const publish = may('task.manage');
  const open = (doors: readonly Door[]) => doors.filter(({ note, permission }) => note && may(permission)).map(({ to, text, note, icon }) => <Cell key={to} title={text} note={note} icon={icon} to={to} />);
  const doors = open([PROXY, ...WORK]), more = ROOMS.map(({ title, doors: those }) => ({ title, cells: open(those) })).filter(({ cells }) => cells.length > 0);
  return (
    <Page
      title='工作台' wide load={desk} footer={publish && !wide ? <Button icon='plus' to={DESK.newTask}>发布任务</Button> : undefined}
      hero={<Hero title={area.name} text='先办等得最久的' aside={<Row gap={2}><AreaSwitch me={me} permission='desk.view' area={area} choose={choose} text='换个地方' />{publish && wide ? <Button kind='soft' size='small' icon='plus' to={DESK.newTask}>发布任务</Button> : null}</Row>} />}
    >
      {(view) => (
        <>
          <Box className='d-queues'><Tiles items={QUEUES.filter((queue) => may(queue.permission)).map(({ name, ...queue }) => ({ ...queue, key: name, count: view[name].count, note: sayQueue(view[name]), tone: view[name].overdue > 0 ? 'red' as const : view[name].count > 0 ? 'gold' as const : 'pine' as const }))} /></Box>
          <Decisions me={me} area={area}>
            {may('task.lead') ? (
              <Grid cols={1} desk={2}>
                <Today shifts={view.today} />
                <Section title='这一周'>
                  <Card>
                    <Grid cols={2}>
                      <Stat value={view.week.tasksOpen} unit='个' label='招募中的任务' to={publish ? DESK.tasks : undefined} />
                      <Stat value={view.week.placesOpen} unit='个' label='还空着的名额' />
                      <Stat value={view.week.verified} unit='条' label='已核实日志' to={may('log.verify') ? DESK.logs : undefined} />
                      <Stat value={minutes(view.week.minutes)} label='服务时长' tone='gold' />
                    </Grid>
                  </Card>
                </Section>
              </Grid>
            ) : null}
            {(wide && publish) || doors.length === 0 ? null : <Section title={publish ? '其他工作' : '我的工作'}><Card flush>{doors}</Card></Section>}
            <Grid cols={1} desk={3}>{more.map(({ title, cells }) => <Section key={title} title={title}><Card flush>{cells}</Card></Section>)}</Grid>
          </Decisions>
        </>
      )}
    </Page>
  );
}
const Desk = deskPage('工作台', 'desk.view', Home), Audit = deskPage('工作台', 'audit.read', AuditHome);
/** An auditor has no queues: his first page says how the books stand. */
export default function HomePage() {
  const me = useMe();
  return me && !me.permissions.includes('desk.view') && me.permissions.includes('audit.read') ? <Audit /> : <Desk />;
}
