import { CodeImages } from '../../../src/reach/codes/code-images.js';
import { own, type Calls } from './entry.js';

export const REACH: Calls = {
  'GET /health/details': { by: 'organiser', inCity: true, make: () => ({}) },
  'GET /messages': { make: (e) => ({ as: e.people.member }) },
  'POST /messages/answers': { key: true, make: async (e) => ({ as: await e.world.person(), body: { answers: [{ template: 'TASK', answer: 'accept' }] } }) },
  'PUT /messages/muted': { make: async (e) => ({ as: await e.world.person(), body: { kind: 'TASK', muted: true } }) },
  'GET /notices': { make: (e) => ({ as: e.people.member, query: {} }) },
  'POST /notices/read-all': { make: async (e) => ({ as: (await e.notice()).owner }) },
  'POST /notices/:id/read': { make: async (e) => e.notice().then((r) => own(r.owner, r.id)) },
  'POST /codes/open': { make: async (e) => ({ body: { scene: (await e.people.secretary.api.registrations.posterCode(e.world.community.id)).scene } }) },
  'GET /codes/:id/image': {
    make: async (e) => {
      await e.people.secretary.api.registrations.posterCode(e.world.community.id);
      const [row] = await e.board.tx.read.query<{ id: number }[]>("SELECT id FROM scene_code WHERE kind = 'REGISTER' LIMIT 1"), images = e.board.app.get(CodeImages);
      await images.keep(row!.id, Buffer.from('picture'));
      return { ids: [row!.id], query: Object.fromEntries(new URL(images.url(row!.id), e.board.url).searchParams) };
    },
  },
  'POST /uploads': { make: async (e) => ({ as: await e.world.person(), file: await e.photo() }) },
  'GET /files/:id/:variant': {
    make: async (e) => {
      const { id, url } = await (await e.world.person()).api.uploads.photo(await e.photo());
      return { ids: [id, 'photo'], query: Object.fromEntries(new URL(url, e.board.url).searchParams) };
    },
  },
};
