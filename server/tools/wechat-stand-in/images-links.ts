import { refuse } from './errors.ts';
import { DAY, MINUTE, SECOND, type App, type Chance, type Clock } from './ground.ts';
import type { Pages } from './pages.ts';
import { qrPng } from './png.ts';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const MAX_QUERY = 1_024, LONGEST_LINK_MS = 30 * DAY;

/** Codes that open a page (E8) and links that do (E9). Both are kept, for tests to look at. */
export class ImagesAndLinks {
  readonly #app: App;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #pages: Pages;
  readonly images: { scene: string; page: string }[] = [];
  readonly links: { link: string; path: string; query: string; expiresAt: number }[] = [];
  constructor(app: App, clock: Clock, chance: Chance, pages: Pages) { [this.#app, this.#clock, this.#chance, this.#pages] = [app, clock, chance, pages]; }

  image(body: Record<string, unknown>): Buffer {
    const { scene, page = '', check_path: checkPath = true, env_version: version = 'release', width = 430 } = body;
    if ('scancode_time' in body) refuse(85096);
    if (typeof scene !== 'string' || !SCENE.test(scene)) return refuse(40169);
    if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return refuse(41030);
    if (page !== '' && checkPath !== false && !this.#pages.has(page)) refuse(41030);
    if (!['release', 'trial', 'develop'].includes(String(version))) refuse(85402);
    if (typeof width !== 'number' || !Number.isInteger(width) || width < 280 || width > 1_280) return refuse(40097);
    this.images.push({ scene, page });
    return qrPng(`https://mp.weixin.qq.com/a/${this.#app.appId}/${page}?scene=${encodeURIComponent(scene)}`, width);
  }
  link(body: Record<string, unknown>): object {
    const { path = '', query = '', expire_type: type = 0, expire_time: time, expire_interval: days, env_version: version = 'release' } = body, now = this.#clock.now();
    if (typeof path !== 'string' || path.includes('?') || (path !== '' && !this.#pages.has(path.replace(/^\//, '')))) return refuse(40165);
    if (typeof query !== 'string' || query.length > MAX_QUERY) return refuse(40212);
    if (!['release', 'trial', 'develop'].includes(String(version))) refuse(85402);
    if (type !== 0 && type !== 1) refuse(40097);
    if (typeof (type === 0 ? time : days) !== 'number') refuse(85401);
    const expiresAt = type === 0 ? Number(time) * SECOND : now + Number(days) * DAY;
    if (expiresAt - now < MINUTE || expiresAt - now > LONGEST_LINK_MS) refuse(85401);
    const link = `https://wxaurl.cn/${this.#chance.text(11)}`;
    this.links.push({ link, path, query, expiresAt });
    return { errcode: 0, errmsg: 'ok', url_link: link };
  }
}
