/** Addresses of the desk's pages. */
const page = (name: string) => `/packages/desk/pages/${name}/index`;
export const DESK = {
  home: page('home'), registrations: page('registrations'), units: `${page('registrations')}?tab=units`, needs: page('needs'), tasks: page('tasks'), requests: `${page('tasks')}?requests=1`, logs: page('logs'), imports: page('imports'), posts: page('posts'), areas: page('areas'),
  shop: page('shop'), orders: `${page('shop')}?tab=orders`, collect: page('collect'), city: page('city'), newTask: page('task-edit'),
  need: (id: number) => `${page('need')}?id=${id}`,
  task: (id: number) => `${page('task')}?id=${id}`,
  taskEdit: (id: number) => `${page('task-edit')}?id=${id}`,
  taskFromNeed: (needId: number) => `${page('task-edit')}?needId=${needId}`,
  shift: (taskId: number, id: number) => `${page('shift')}?id=${id}&taskId=${taskId}`,
  import: (id: number) => `${page('import')}?id=${id}`,
} as const;
