import { type DeskQueue, type DeskView, type Permission } from '@xianfeng/shared';
import { api } from '../../../../api';
import { minutes, span } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { useMe } from '../../../../session';
import { Box, Button, Card, Cell, Empty, Grid, Hero, Page, Row, Section, Stat, Tiles, useWide, type IconName } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { AuditHome } from '../../parts/audit-home';
import { Decisions } from '../../parts/decisions';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';
import { waited } from '../../parts/waited';

type QueueName = 'registrations' | 'unitRegistrations' | 'needs' | 'claims' | 'logs' | 'orders';
const QUEUES: readonly { name: QueueName; text: string; icon: IconName; to: string; permission: Permission }[] = [
  { name: 'needs', text: '居民点单', icon: 'ask', to: DESK.needs, permission: 'need.review' },
  { name: 'logs', text: '待核实日志', icon: 'check-circle', to: DESK.logs, permission: 'log.verify' },
  { name: 'registrations', text: '个人报到', icon: 'flag', to: DESK.registrations, permission: 'registration.review' },
  { name: 'unitRegistrations', text: '单位报到', icon: 'building', to: DESK.units, permission: 'registration.review' },
  { name: 'claims', text: '认领待确认', icon: 'hand', to: DESK.requests, permission: 'task.manage' },
  { name: 'orders', text: '待领兑换单', icon: 'gift', to: DESK.orders, permission: 'reward.collect' },
];
/** How long somebody has been waiting; what is overdue comes first. */
function sayQueue({ count, oldestAt, overdue }: DeskQueue): string {
  if (count === 0) return '没有等着的';
  if (overdue > 0) return `${overdue > 99 ? '99+' : overdue} 件已超期`;
  return oldestAt === null ? '等您处理' : waited(oldestAt);
}
interface Door { title: string; note: string; icon: IconName; to: string; permission: Permission }
const DOORS: readonly Door[] = [
  { title: '任务管理', note: '进行中的、草稿、取消', icon: 'tasks', to: DESK.tasks, permission: 'task.manage' },
  { title: '替人提需求', note: '老人不用手机，您来代填', icon: 'edit', to: '/packages/more/pages/need-new/index', permission: 'need.proxy' },
  { title: '扫码交货', note: '扫提货码，交给本人', icon: 'scan', to: DESK.collect, permission: 'reward.collect' },
  { title: '柜台代办', note: '没带手机的，凭姓名和尾号', icon: 'user', to: DESK.counter, permission: 'reward.collect' },
  { title: '兑换点管理', note: '货架、补货、兑换单', icon: 'shop', to: DESK.shop, permission: 'reward.manage' },
  { title: '盘点', note: '一人数，一人复核', icon: 'check-circle', to: DESK.stockTakes, permission: 'reward.manage' },
  { title: '表格导入', note: '先核对，再写入', icon: 'upload', to: DESK.imports, permission: 'reward.manage' },
  { title: '岗位任职', note: '任命和结束', icon: 'users', to: DESK.posts, permission: 'post.manage' },
  { title: '区域管理', note: '社区、小区、楼栋', icon: 'pin', to: DESK.areas, permission: 'area.manage' },
  { title: '各社区工作', note: '点单、任务、办结', icon: 'chart', to: DESK.city, permission: 'insight.view' },
];
const POINTS: readonly Door[] = [
  { title: '积分办法', note: '现在怎么计分，为什么', icon: 'book', to: DESK.tariff, permission: 'tariff.add' },
  { title: '社区加分', note: '缺人手的活多给一点', icon: 'plus', to: DESK.additions, permission: 'tariff.add' },
  { title: '家底', note: '发出的积分，备得起吗', icon: 'scale', to: DESK.guard, permission: 'tariff.add' },
  { title: '更正与冻结', note: '一人提出，另一人批准', icon: 'undo', to: DESK.corrections, permission: 'points.correct' },
  { title: '积分流水', note: '每一笔从哪来、到哪去', icon: 'search', to: DESK.journal, permission: 'audit.read' },
  { title: '对账', note: '二十二项，每晚自动核对', icon: 'check-circle', to: DESK.reconcile, permission: 'audit.read' },
];

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
  const open = (doors: readonly Door[]) => doors.filter((door) => may(door.permission)).map(({ permission: _permission, ...door }) => <Cell key={door.title} {...door} />);
  const doors = open(DOORS), points = open(POINTS);
  return (
    <Page
      title='工作台' wide load={desk} footer={publish && !wide ? <Button icon='plus' to={DESK.newTask}>发布任务</Button> : undefined}
      hero={<Hero title={area.name} text='先办等得最久的' aside={<Row gap={2}><AreaSwitch me={me} permission='desk.view' area={area} choose={choose} text='换个地方' />{publish && wide ? <Button kind='soft' size='small' icon='plus' to={DESK.newTask}>发布任务</Button> : null}</Row>} />}
    >
      {(view) => (
        <>
          <Box className='d-queues'><Tiles items={QUEUES.filter((queue) => may(queue.permission)).map(({ name, ...queue }) => ({ ...queue, key: name, count: view[name].count, note: sayQueue(view[name]), tone: view[name].overdue > 0 ? 'red' as const : view[name].count > 0 ? 'gold' as const : 'pine' as const }))} /></Box>
          <Decisions me={me} area={area} />
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
          {wide && publish ? null : <Section title={publish ? '其他工作' : '我的工作'}><Card flush>{doors}</Card></Section>}
          {points.length === 0 ? null : <Section title='积分'>{wide ? <Grid cols={1} desk={3}>{points.map((point) => <Card key={point.key} flush>{point}</Card>)}</Grid> : <Card flush>{points}</Card>}</Section>}
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
