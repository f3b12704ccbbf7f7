import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { addDays, dayOf, instant, weekdayOf, type MessageTemplate } from '@xianfeng/shared';
import { change } from '../../src/db/tx.js';
import { notify, type NewNotice } from '../../src/reach/notices/notices.store.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type PersonOptions, type World } from '../world.js';
import { startWechat, type Wechat } from './wechat.js';

const KNOWN = JSON.parse(readFileSync(resolve('tools/wechat-stand-in/templates.json'), 'utf8')) as { name: MessageTemplate; id: string }[];
/** Ids at WeChat by our names, as the stand-in knows them. */
export const TEMPLATE_IDS = Object.fromEntries(KNOWN.map((t) => [t.name, t.id])) as Record<MessageTemplate, string>;

export type Follower = Actor & { openId: string };
export interface MessageWorld {
  wechat: Wechat; board: Board; world: World;
  /** Somebody who signed in from WeChat; `accepts`: how often he tapped "accept" for a template, here and at WeChat. */
  follower: (accepts?: Partial<Record<MessageTemplate, number>>, o?: PersonOptions) => Promise<Follower>;
  /** A notice in a transaction of its own. */
  tell: (userId: number, n?: Partial<NewNotice>) => Promise<void>;
  work: (of?: Board) => Promise<void>;
  /** How many of the person's messages are in which state. */
  states: (userId?: number) => Promise<Record<string, number>>;
  /** An instant of this week, counted from its Wednesday. */
  at: (clock: string, daysOn?: number) => number;
  /** On to the next Wednesday at ten: time never goes back here. */
  nextWeek: (others?: readonly (Board | null)[]) => void;
  stop: () => Promise<void>;
}
/** A board beside WeChat's stand-in. Its time is a Wednesday at ten. */
export async function makeMessageWorld(env: NodeJS.ProcessEnv = {}): Promise<MessageWorld> {
  const wechat = await startWechat(), board = await startBoard({ ...wechat.env, WECHAT_TEMPLATES: JSON.stringify(TEMPLATE_IDS), ...env });
  let wednesday = addDays(dayOf(Date.now()), (3 - weekdayOf(Date.now()) + 7) % 7);
  const at = (clock: string, daysOn = 0): number => instant(addDays(wednesday, daysOn), clock);
  board.clock.set(at('10:00'));
  const world = await makeWorld(board);
  let people = 0;
  const follower: MessageWorld['follower'] = async (accepts = {}, o) => {
    const person = await world.person(o), openId = await wechat.ctl.openId(`follower${++people}`);
    await wechat.ctl.visit(openId);
    await board.tx.run((m) => change(m, 'UPDATE person SET openId = ? WHERE id = ?', [openId, person.id]));
    for (const [template, n] of Object.entries(accepts) as [MessageTemplate, number][]) {
      for (let i = 0; i < n; i++) await person.api.messages.answer({ answers: [{ template, answer: 'accept' }] }, key());
      await wechat.ctl.subscribe(openId, TEMPLATE_IDS[template], n);
    }
    return { ...person, openId };
  };
  return {
    wechat, board, world, follower, at,
    nextWeek: (others = []) => {
      wednesday = addDays(wednesday, 7);
      for (const b of [board, ...others]) b?.clock.set(at('10:00'));
    },
    tell: (userId, n = {}) => board.tx.run((m) => notify(m, board.clock.now(), [{ userId, kind: 'NEED', title: '您的需求有了答复', body: '“楼道灯不亮”：明天上午来修。', link: '/packages/more/pages/need/index?id=1', ...n }])),
    work: (of = board) => of.jobs.run('messages'),
    states: async (userId) => Object.fromEntries((await board.tx.read.query<{ status: string; n: number }[]>(`SELECT status, COUNT(*) AS n FROM outbox WHERE channel = 'WECHAT' ${userId === undefined ? '' : 'AND target = ?'} GROUP BY status`, userId === undefined ? [] : [String(userId)])).map((r) => [r.status, Number(r.n)])),
    stop: async () => { await board.stop(); await wechat.stop(); },
  };
}
