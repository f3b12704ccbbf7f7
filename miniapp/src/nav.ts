import type { MeView, Permission } from '@xianfeng/shared';
import type { NavGroup, NavItem } from './ui/nav';

const desk = (name: string) => `/packages/desk/pages/${name}/index`;
const ITEMS: readonly (NavItem & { permission: Permission })[] = [
  { to: desk('needs'), text: '居民点单', icon: 'ask', permission: 'need.review' },
  { to: desk('tasks'), text: '任务管理', icon: 'calendar', permission: 'task.manage' },
  { to: desk('logs'), text: '核实日志', icon: 'check-circle', permission: 'log.verify' },
  { to: desk('registrations'), text: '报到审核', icon: 'flag', permission: 'registration.review' },
  { to: desk('shop'), text: '兑换点管理', icon: 'shop', permission: 'reward.collect' },
  { to: desk('collect'), text: '扫码交货', icon: 'scan', permission: 'reward.collect' },
  { to: desk('counter'), text: '柜台代办', icon: 'user', permission: 'reward.collect' },
  { to: desk('stock-takes'), text: '盘点', icon: 'box', permission: 'reward.manage' },
  { to: desk('imports'), text: '表格导入', icon: 'upload', permission: 'reward.manage' },
  { to: desk('posts'), text: '岗位任职', icon: 'users', permission: 'post.manage' },
  { to: desk('areas'), text: '区域管理', icon: 'pin', permission: 'area.manage' },
  { to: desk('city'), text: '各社区工作', icon: 'chart', permission: 'insight.view' },
];
const CREDIT: readonly (NavItem & { permission: Permission })[] = [
  { to: desk('tariff'), text: '积分办法', icon: 'book', permission: 'tariff.add' },
  { to: desk('additions'), text: '社区加分', icon: 'plus', permission: 'tariff.add' },
  { to: desk('guard'), text: '家底', icon: 'scale', permission: 'tariff.add' },
  { to: desk('corrections'), text: '更正与冻结', icon: 'undo', permission: 'points.correct' },
  { to: desk('journal'), text: '积分流水', icon: 'search', permission: 'audit.read' },
  { to: desk('reconcile'), text: '对账', icon: 'check-circle', permission: 'audit.read' },
];

/** The side navigation of a wide screen: what this person's posts open. */
export function navGroups(me: MeView | null): NavGroup[] {
  const may = (permission: Permission) => me?.permissions.includes(permission) ?? false;
  const open = (items: typeof ITEMS): NavItem[] => items.filter((item) => may(item.permission)).map(({ permission: _permission, ...item }) => item);
  const home: NavItem[] = may('desk.view') || may('audit.read') ? [{ to: desk('home'), text: '工作台首页', icon: 'desk' }] : [];
  return [{ title: '工作台', items: [...home, ...open(ITEMS)] }, { title: '积分', items: open(CREDIT) }].filter(({ items }) => items.length > 0);
}
