/** Addresses of the desk's pages. */
const page = (name: string) => `/packages/desk/pages/${name}/index`;
export const DESK = {
  home: page('home'), registrations: page('registrations'), units: `${page('registrations')}?tab=units`, needs: page('needs'), tasks: page('tasks'), requests: `${page('tasks')}?requests=1`, logs: page('logs'), imports: page('imports'), posts: page('posts'), areas: page('areas'),
  shop: page('shop'), orders: `${page('shop')}?tab=orders`, collect: page('collect'), counter: page('counter'), stockTakes: page('stock-takes'), stockMoves: page('stock-moves'), newPoint: page('point'), dashboard: page('dashboard'), wall: page('wall'), newTask: page('task-edit'),
  tariff: page('tariff'), additions: page('additions'), guard: page('guard'), corrections: page('corrections'), freezes: `${page('corrections')}?tab=freezes`, journal: page('journal'), reconcile: page('reconcile'),
  tariffEdit: (id: number) => `${page('tariff-edit')}?id=${id}`,
  simulation: (id: number) => `${page('simulation')}?id=${id}`,
  entry: (id: number) => `${page('entry')}?id=${id}`,
  reverse: (entryId: number) => `${page('corrections')}?entry=${entryId}`,
  reconcileRun: (id: number) => `${page('reconcile')}?id=${id}`,
  need: (id: number) => `${page('need')}?id=${id}`,
  task: (id: number) => `${page('task')}?id=${id}`,
  taskEdit: (id: number) => `${page('task-edit')}?id=${id}`,
  taskFromNeed: (needId: number) => `${page('task-edit')}?needId=${needId}`,
  shift: (taskId: number, id: number) => `${page('shift')}?id=${id}&taskId=${taskId}`,
  goods: (id: number, point: number) => `${page('goods')}?id=${id}&point=${point}`,
  point: (id: number) => `${page('point')}?id=${id}`,
  stockTake: (id: number) => `${page('stock-take')}?id=${id}`,
  liaisons: page('liaisons'), skills: page('skills'), poster: page('poster'),
  differences: (id: number) => `${page('differences')}?id=${id}`,
  import: (id: number) => `${page('import')}?id=${id}`,
} as const;
