import { own, type Calls } from './entry.js';

export const REACH: Calls = {
  'GET /notices': { make: (e) => ({ as: e.people.member, query: {} }) },
  'POST /notices/read-all': { make: async (e) => ({ as: (await e.notice()).owner }) },
  'POST /notices/:id/read': { make: async (e) => e.notice().then((r) => own(r.owner, r.id)) },
  'POST /uploads': { make: async (e) => ({ as: await e.world.person(), file: await e.photo() }) },
  'GET /files/:id/:variant': {
    make: async (e) => {
      const { id, url } = await (await e.world.person()).api.uploads.photo(await e.photo());
      return { ids: [id, 'photo'], query: Object.fromEntries(new URL(url, e.board.url).searchParams) };
    },
  },
};
