import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { Clock } from '../../src/lib/clock.js';
import { readConfig } from '../../src/config.js';
import { fieldOf } from '../../src/reach/messages/format.rules.js';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { startWechat, type Wechat } from '../support/wechat.js';

const RUNS = 2_000;
const KINDS = ['thing', 'number', 'letter', 'symbol', 'character_string', 'time', 'date', 'amount', 'phone_number', 'car_number', 'name', 'phrase'];
const keys = Object.fromEntries(KINDS.map((kind, i) => [`${kind}${i + 1}`, kind]));
const templateId = createHash('sha256').update('all kinds').digest('base64url');
let wechat: Wechat, client: WechatClient;
beforeAll(async () => {
  wechat = await startWechat();
  client = new WechatClient(readConfig({ DATA_DIR: tmpdir(), SECRET: 's', ...wechat.env }), new Clock());
  await wechat.ctl.templates([{ id: templateId, title: '各种参数', keys }]);
});
afterAll(async () => { client.onModuleDestroy(); await wechat.stop(); });

// Whole planes, halves of pairs, controls, blanks, emoji with joiners, and what is long.
const odd = fc.constantFrom('', ' ', '\n', '\u0000', '\ud83d', '\u200d', '👩‍👩‍👧', '𠮷', '，', '“', '王', '阿卜杜拉·买买提', '2026年2月31日', '25:00', '-1', '￥', '浙B12345', '13800000000', '\u202e', '\ufeff', 'ß', '١٢');
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(odd, { maxLength: 12 }).map((a) => a.join('')), odd.map((s) => s.repeat(200)), fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)), fc.string({ maxLength: 200 }));
const value = fc.oneof({ weight: 9, arbitrary: text as fc.Arbitrary<string | number> }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 4_102_444_800_000 }) });

test(`whatever stands there, WeChat accepts it: ${RUNS} of ${RUNS}`, async () => {
  const openId = await wechat.ctl.openId('reader');
  await wechat.ctl.visit(openId);
  await wechat.ctl.subscribe(openId, templateId, RUNS);
  let accepted = 0;
  await fc.assert(fc.asyncProperty(value, fc.integer({ min: 1_600_000_000_000, max: 4_000_000_000_000 }), async (said, at) => {
    const data = Object.fromEntries(Object.keys(keys).map((key) => [key, fieldOf(key, said, at)]));
    const result = await client.sendSubscribe({ openId, templateId, page: 'pages/tasks/index', data });
    if (result.kind !== 'sent') throw new Error(`${JSON.stringify(result)} for ${JSON.stringify(data)}`);
    accepted += 1;
  }), { numRuns: RUNS, endOnFailure: true });
  expect([accepted, (await wechat.ctl.sent(openId)).length]).toEqual([RUNS, RUNS]);
}, 120_000);
