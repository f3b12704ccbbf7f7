import type { MeView, Permission } from '@xianfeng/shared';
import type { IconName } from './ui/icon';
import type { NavGroup, NavItem } from './ui/nav';

/** A page of the desk that a post opens. With a note it also stands on the desk's first page; without, that page counts what waits there instead. */
export interface Door { to: string; text: string; icon: IconName; permission: Permission; note?: string }
const door = (page: string, text: string, icon: IconName, permission: Permission, note?: string): Door => ({ to: `/packages/desk/pages/${page}/index`, text, icon, permission, note });
export const WORK: readonly Door[] = [
  door('needs', '居民点单', 'ask', 'need.review'),
  door('tasks', '任务管理', 'calendar', 'task.manage', '进行中的、草稿、取消'),
  door('logs', '核实日志', 'check-circle', 'log.verify'),
  door('registrations', '报到审核', 'flag', 'registration.review'),
  door('reviews', '内容核对', 'shield', 'content.review'),
  door('poster', '报到海报', 'qr', 'registration.review', '扫码就到本社区报到'),
];
/** What was recorded, looked at again. */
const RECORDS: readonly Door[] = [
  door('entries', '补录与更正', 'edit', 'record.enter', '记录有误、漏记，两人签字改'),
  door('appeals', '日志申诉', 'chat', 'record.appeal', '没通过的，街道再看一遍'),
  door('samples', '记录抽查', 'search', 'record.enter', '每月抽 5%，互相看一看'),
  door('verifiers', '核实情况', 'users', 'audit.read', '谁核实了多少、多快、什么时候'),
];
/** Units and people with what they offer. */
const TOGETHER: readonly Door[] = [
  door('liaisons', '包联', 'handshake', 'list.manage', '谁看顾哪个小区、哪个单元'),
  door('lists', '三张清单', 'link', 'list.manage', '资源、需求、项目，自动对接'),
  door('agreements', '共建协议', 'file', 'list.manage', '期限、履约、一页履约表'),
  door('skills', '技能与需求', 'star', 'task.manage', '谁会什么，什么没人做'),
];
const EXCHANGE: readonly Door[] = [
  door('collect', '扫码交货', 'scan', 'reward.collect', '扫提货码，交给本人'),
  door('counter', '柜台代办', 'user', 'reward.collect', '没带手机的，凭姓名和尾号'),
  door('shop', '兑换点管理', 'shop', 'reward.collect', '货架、补货、兑换单'),
  door('stock-takes', '盘点', 'box', 'reward.manage', '一人数，一人复核'),
];
const POINTS: readonly Door[] = [
  door('tariff', '积分办法', 'book', 'tariff.add', '现在怎么计分，为什么'),
  door('additions', '社区加分', 'plus', 'tariff.add', '缺人手的活多给一点'),
  door('guard', '家底', 'scale', 'tariff.add', '发出的积分，备得起吗'),
  door('corrections', '更正与冻结', 'undo', 'points.correct', '一人提出，另一人批准'),
  door('journal', '积分流水', 'search', 'audit.read', '每一笔从哪来、到哪去'),
  door('reconcile', '对账', 'check-circle', 'audit.read', '二十六项，每晚自动核对'),
];
/** Thanks, from facts. */
const HONOURS: readonly Door[] = [
  door('stars', '星级评定', 'star', 'honour.manage', '算出名单、复核、公示、确认'),
  door('certificates', '服务证明', 'file', 'certificate.issue', '出具、重开、录入全国系统'),
  door('evaluations', '双评价', 'star', 'honour.manage', '事实已填好，一点就发'),
  door('campaigns', '评选表扬', 'medal', 'honour.manage', '不投票，看核实过的服务'),
  door('letters', '表扬信', 'send', 'honour.manage', '年底一批，街道编号'),
];
export const BOARDS: readonly Door[] = [
  door('dashboard', '看板', 'chart', 'insight.view', '每个数字都能点开'),
  door('wall', '大屏', 'image', 'insight.view', '投到会议室的屏幕上'),
  door('papers', '年度材料', 'book', 'insight.view', '自动生成，数字能点开'),
  door('exports', '导出列表', 'file', 'insight.view', '每张表，或全年一本'),
  door('burden', '负担表', 'pulse', 'audit.read', '点几下、填几项、打扰几次'),
  door('answers', '答复意见', 'chat', 'area.manage', '大家说哪里麻烦，市里答复'),
];
const HOUSE: readonly Door[] = [
  door('imports', '表格导入', 'upload', 'reward.manage', '先核对，再写入'),
  door('posts', '岗位任职', 'users', 'post.manage', '任命和结束'),
  door('areas', '区域管理', 'pin', 'area.manage', '社区、小区、楼栋'),
  door('workdays', '工作日历', 'calendar', 'area.manage', '放假和调休，期限按它算'),
];
/** What stands beside the daily work, in the order of the side navigation and of the desk's first page. */
export const ROOMS: readonly { title: string; doors: readonly Door[] }[] = [
  { title: '记录', doors: RECORDS }, { title: '共建', doors: TOGETHER }, { title: '兑换点', doors: EXCHANGE }, { title: '积分', doors: POINTS }, { title: '荣誉', doors: HONOURS }, { title: '看板', doors: BOARDS }, { title: '管理', doors: HOUSE },
];

/** The side navigation of a wide screen: what this person's posts open. */
export function navGroups(me: MeView | null): NavGroup[] {
  const may = (permission: Permission) => me?.permissions.includes(permission) ?? false;
  const open = (doors: readonly Door[]): NavItem[] => doors.filter(({ permission }) => may(permission)).map(({ to, text, icon }) => ({ to, text, icon }));
  const home: NavItem[] = may('desk.view') || may('audit.read') ? [{ to: '/packages/desk/pages/home/index', text: '工作台首页', icon: 'desk' }] : [];
  return [{ title: '工作台', items: [...home, ...open(WORK)] }, ...ROOMS.map(({ title, doors }) => ({ title, items: open(doors) }))].filter(({ items }) => items.length > 0);
}
