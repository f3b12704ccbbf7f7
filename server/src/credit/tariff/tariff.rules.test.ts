import fc from 'fast-check';
import { DIFFICULTY_KEYS, TARIFF_LIMITS, TASK_KINDS, TASK_KIND_KEYS, type TariffFacts, type TariffRules } from '@xianfeng/shared';
import { requireRules } from './judge.rules.js';
import { DEFAULT_TARIFF, pointsFor, pointsHint, tariffText } from './tariff.rules.js';

type Line = Partial<TariffRules['lines']['CLEAN']>;
const rules = (o: Partial<TariffRules> = {}, clean: Line = {}): TariffRules => ({ ...DEFAULT_TARIFF, ...o, lines: { ...DEFAULT_TARIFF.lines, CLEAN: { ...DEFAULT_TARIFF.lines.CLEAN, ...clean } } });
const caps = (task: number, day: number, month: number): Partial<TariffRules> => ({ caps: { task, day, month } });
const given = (o: Partial<TariffFacts> = {}): TariffFacts => ({ minutes: 120, kind: 'CLEAN', evidence: 'B', difficulty: null, day: '2026-11-20', dayPoints: 0, monthPoints: 0, addition: null, ...o });
const adds = (percent: number, left: number): Partial<TariffFacts> => ({ addition: { id: 1, percent, left } });

test.each<[string, TariffRules, Partial<TariffFacts>, points: number, bonus: number, why: string]>([
  ['an hour', rules(), { minutes: 60 }, 10, 0, '1小时 × 每小时 10 分，取整得 10 分'],
  ['minutes, cut off', rules(), { minutes: 59 }, 9, 0, '59分钟 × 每小时 10 分，取整得 9 分'],
  ['too short for a point', rules(), { minutes: 5 }, 0, 0, '5分钟 × 每小时 10 分，取整得 0 分'],
  ['no time', rules(), { minutes: 0 }, 0, 0, '没有计入的时长，不计积分'],
  ['a kind that is harder', rules(), { kind: 'ELDER' }, 24, 0, '2小时 × 每小时 10 分 × 敬老助老系数 1.2，取整得 24 分'],
  ['an emergency', rules(), { kind: 'EMERGENCY', minutes: 90 }, 22, 0, '1小时30分钟 × 每小时 10 分 × 应急支援系数 1.5，取整得 22 分'],
  ['the organiser says it is hard', rules(), { difficulty: 3 }, 30, 0, '2小时 × 每小时 10 分 × 艰苦或有风险系数 1.5，取整得 30 分'],
  ['the organiser says it is easy', rules(), { kind: 'ELDER', difficulty: 1 }, 20, 0, '2小时 × 每小时 10 分，取整得 20 分'],
  ['what floating numbers get wrong: 1.1 × 100', rules({ factors: { 1: 11, 2: 12, 3: 15 } }, { points: 100 }), { minutes: 60 }, 110, 0, '1小时 × 每小时 100 分 × 环境整治系数 1.1，取整得 110 分'],
  ['for the whole task', rules({}, { basis: 'TASK', points: 7 }), { minutes: 1 }, 7, 0, '每次 7 分，取整得 7 分'],
  ['for the whole task, however long', rules({}, { basis: 'TASK', points: 7 }), { minutes: 600, difficulty: 2 }, 8, 0, '每次 7 分 × 需要手艺或耐心系数 1.2，取整得 8 分'],
  ['for the whole task, but no time', rules({}, { basis: 'TASK', points: 7 }), { minutes: 0 }, 0, 0, '没有计入的时长，不计积分'],
  ['grade A', rules(), { evidence: 'A' }, 20, 0, '2小时 × 每小时 10 分，取整得 20 分'],
  ['grade C', rules(), { evidence: 'C', minutes: 50 }, 4, 0, '50分钟 × 每小时 10 分 × 本人填报、社区核准 50%，取整得 4 分'],
  ['grade D', rules(), { evidence: 'D' }, 0, 0, '工作人员补录，只计服务时长，不计积分'],
  ['grade D, whatever the rules say', rules({ evidence: { A: 100, B: 100, C: 50, D: 100 } }), { evidence: 'D' }, 0, 0, '工作人员补录，只计服务时长，不计积分'],
  ['a grade of nothing', rules({ evidence: { A: 100, B: 100, C: 0, D: 0 } }), { evidence: 'C' }, 0, 0, '本人填报、社区核准，只计服务时长，不计积分'],
  ['a meeting', rules(), { kind: 'NOTICE' }, 0, 0, '会议通知不属于志愿服务，不计积分'],
  ['cap of the task', rules(caps(15, 0, 0)), {}, 15, 0, '2小时 × 每小时 10 分，取整得 20 分；每次最多 15 分，计 15 分'],
  ['cap of the day', rules(caps(0, 30, 0)), { dayPoints: 18 }, 12, 0, '2小时 × 每小时 10 分，取整得 20 分；每天最多 30 分，计 12 分'],
  ['cap of the month', rules(caps(0, 0, 100)), { monthPoints: 99 }, 1, 0, '2小时 × 每小时 10 分，取整得 20 分；每月最多 100 分，计 1 分'],
  ['the narrowest of three caps', rules(caps(15, 30, 100)), { dayPoints: 16, monthPoints: 95 }, 5, 0, '2小时 × 每小时 10 分，取整得 20 分；每月最多 100 分，计 5 分'],
  ['just within the caps', rules(caps(20, 38, 118)), { dayPoints: 18, monthPoints: 98 }, 20, 0, '2小时 × 每小时 10 分，取整得 20 分'],
  ['a cap that is used up', rules(caps(0, 30, 0)), { dayPoints: 30 }, 0, 0, '2小时 × 每小时 10 分，取整得 20 分；每天最多 30 分，计 0 分'],
  ['more than the cap already, of an older tariff', rules(caps(0, 30, 0)), { dayPoints: 44 }, 0, 0, '2小时 × 每小时 10 分，取整得 20 分；每天最多 30 分，计 0 分'],
  ['an addition', rules(), adds(25, 100), 25, 5, '2小时 × 每小时 10 分，取整得 20 分；社区加分 25%，加 5 分'],
  ['an addition, cut off', rules(), adds(12, 100), 22, 2, '2小时 × 每小时 10 分，取整得 20 分；社区加分 12%，加 2 分'],
  ['the last of a budget', rules(), adds(25, 3), 23, 3, '2小时 × 每小时 10 分，取整得 20 分；社区加分 25%，加 3 分'],
  ['an empty budget', rules(), adds(25, 0), 20, 0, '2小时 × 每小时 10 分，取整得 20 分'],
  ['an addition below one point', rules(), { minutes: 6, ...adds(25, 9) }, 1, 0, '6分钟 × 每小时 10 分，取整得 1 分'],
  ['a cap on top of the addition', rules(caps(0, 30, 0)), { dayPoints: 7, ...adds(25, 100) }, 23, 3, '2小时 × 每小时 10 分，取整得 20 分；社区加分 25%，加 3 分；每天最多 30 分，计 23 分'],
  ['the addition counts what the cap lets through', rules(caps(0, 30, 0)), { dayPoints: 20, ...adds(50, 100) }, 10, 0, '2小时 × 每小时 10 分，取整得 20 分；每天最多 30 分，计 10 分'],
  ['a short budget hides the cap it does not reach', rules(caps(0, 30, 0)), { dayPoints: 7, ...adds(25, 2) }, 22, 2, '2小时 × 每小时 10 分，取整得 20 分；社区加分 25%，加 2 分'],
  ['no addition to nothing', rules(), { evidence: 'D', ...adds(100, 100) }, 0, 0, '工作人员补录，只计服务时长，不计积分'],
])('%s', (_name, tariff, facts, points, bonus, why) => expect(pointsFor(tariff, given(facts))).toMatchObject({ points, bonus, why }));

test('the steps say each figure and the result', () => {
  expect(pointsFor(rules(caps(0, 30, 0)), given({ evidence: 'C', difficulty: 3, dayPoints: 20, ...adds(50, 1) })).steps).toEqual([
    { label: '计入时长', value: '2小时' }, { label: '每小时', value: '10 分' }, { label: '难度（艰苦或有风险）', value: '× 1.5' }, { label: '依据（本人填报、社区核准）', value: '× 50%' }, { label: '取整', value: '15 分' },
    { label: '社区加分预算', value: '只剩 1 分' }, { label: '封顶', value: '每天最多 30 分，已有 20 分' }, { label: '结果', value: '10 分' },
  ]);
  expect(pointsFor(rules(), given(adds(50, 0))).steps).toContainEqual({ label: '社区加分预算', value: '已用完' });
  expect(pointsFor(rules(), given({ kind: 'NOTICE' })).steps).toEqual([{ label: '结果', value: '会议通知不属于志愿服务，不计积分' }]);
});
test('a card promises what presence on the spot yields', () => {
  expect([pointsHint(DEFAULT_TARIFF, 'CLEAN', 90), pointsHint(DEFAULT_TARIFF, 'ELDER', 90), pointsHint(DEFAULT_TARIFF, 'ELDER', 90, 3), pointsHint(DEFAULT_TARIFF, 'NOTICE', 90), pointsHint(rules(caps(12, 0, 0)), 'CLEAN', 90)]).toEqual([15, 18, 22, 0, 12]);
});
test('the tariff in plain sentences', () => {
  const text = tariffText(rules({ evidence: { A: 100, B: 80, C: 50, D: 0 }, ...caps(0, 60, 300) }, { basis: 'TASK', points: 5 }));
  expect(text).toEqual([
    '环境整治：每次 5 分。', '敬老助老、走访探望、便民维修、义务理发、课业辅导、医疗健康、纠纷调解、法律咨询、平安巡逻：每小时 10 分，按 1.2 倍计。', '政策宣传、文体活动、其他服务：每小时 10 分。', '应急支援：每小时 10 分，按 1.5 倍计。',
    '按小时计的按分钟折算，不足 1 分的舍去；重叠的时间只计一次。', '发布任务时可另定难度：一般按 1 倍计，需要手艺或耐心按 1.2 倍计，艰苦或有风险按 1.5 倍计。',
    '现场确认并经服务对象证实的计 100%；现场确认的计 80%；本人填报、社区核准的计 50%；工作人员补录的只记时长。', '每天最多 60 分，每月最多 300 分。',
    '积分 3 年有效，先到期的先用；到期前 90 天和 30 天提醒。', '兑换只减积分，不减服务时长；积分不能转让、不能换现金。',
  ]);
  expect(tariffText(DEFAULT_TARIFF)).toContain('现场确认的服务计 100%；本人填报、社区核准的计 50%；工作人员补录的只记时长。');
});

const figure = ({ min, max }: { min: number; max: number }) => fc.oneof({ weight: 3, arbitrary: fc.integer({ min, max: Math.min(max, min + 50) }) }, fc.integer({ min, max }));
const line = fc.record({ basis: fc.constantFrom('HOUR' as const, 'TASK' as const), points: figure(TARIFF_LIMITS.points), difficulty: fc.constantFrom(...DIFFICULTY_KEYS) });
const anyRules: fc.Arbitrary<TariffRules> = fc.record({
  lines: fc.record(Object.fromEntries(TASK_KIND_KEYS.map((k) => [k, line])) as Record<keyof typeof TASK_KINDS, typeof line>),
  factors: fc.record({ 1: figure(TARIFF_LIMITS.factor), 2: figure(TARIFF_LIMITS.factor), 3: figure(TARIFF_LIMITS.factor) }),
  evidence: fc.record({ A: figure(TARIFF_LIMITS.percent), B: figure(TARIFF_LIMITS.percent), C: figure(TARIFF_LIMITS.percent), D: fc.constant(0) }),
  caps: fc.record({ task: figure(TARIFF_LIMITS.cap), day: figure(TARIFF_LIMITS.cap), month: figure(TARIFF_LIMITS.cap) }),
  pointValueFen: figure(TARIFF_LIMITS.valueFen),
});
const anyFacts: fc.Arbitrary<TariffFacts> = fc.record({
  minutes: fc.integer({ min: 0, max: 960 }), kind: fc.constantFrom(...TASK_KIND_KEYS), evidence: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const), difficulty: fc.constantFrom(null, ...DIFFICULTY_KEYS), day: fc.constant('2026-11-20'),
  dayPoints: fc.integer({ min: 0, max: 3_000 }), monthPoints: fc.integer({ min: 0, max: 100_000 }),
  addition: fc.option(fc.record({ id: fc.constant(1), percent: figure(TARIFF_LIMITS.addPercent), left: fc.integer({ min: 0, max: 1_000_000 }) })),
});
const RUNS = { numRuns: 2_000 };
test('whatever the rules: whole points, never below zero, never above a cap or a budget, a sentence that fits the record', () => {
  fc.assert(fc.property(anyRules, anyFacts, (r, f) => {
    const { points, bonus, why, steps } = pointsFor(r, f), { task, day, month } = r.caps;
    expect(Number.isSafeInteger(points) && Number.isSafeInteger(bonus) && points >= bonus && bonus >= 0).toBe(true);
    if (task > 0) expect(points).toBeLessThanOrEqual(task);
    if (day > 0) expect(points).toBeLessThanOrEqual(Math.max(0, day - f.dayPoints));
    if (month > 0) expect(points).toBeLessThanOrEqual(Math.max(0, month - f.monthPoints));
    expect(bonus).toBeLessThanOrEqual(f.addition ? Math.min(f.addition.left, Math.floor(((points - bonus) * f.addition.percent) / 100)) : 0);
    expect([...why].length).toBeLessThanOrEqual(120);
    expect(steps.at(-1)!.label).toBe('结果');
    if (!TASK_KINDS[f.kind].recordable || f.evidence === 'D' || f.minutes === 0) expect(points).toBe(0);
  }), RUNS);
});
test('whatever the rules: longer never yields less, and better evidence of more percent never less', () => {
  fc.assert(fc.property(anyRules, anyFacts, fc.integer({ min: 0, max: 120 }), (r, f, more) => {
    expect(pointsFor(r, { ...f, minutes: f.minutes + more }).points).toBeGreaterThanOrEqual(pointsFor(r, f).points);
    if (r.evidence.B >= r.evidence.C) expect(pointsFor(r, { ...f, evidence: 'B' }).points).toBeGreaterThanOrEqual(pointsFor(r, { ...f, evidence: 'C' }).points);
  }), RUNS);
});
test('whatever the rules: exact arithmetic gives the same whole number', () => {
  fc.assert(fc.property(anyRules, anyFacts, (r, f) => {
    const free = { ...r, caps: { task: 0, day: 0, month: 0 } }, facts = { ...f, addition: null, evidence: 'B' as const }, { basis, points, difficulty } = r.lines[f.kind];
    const exact = (BigInt(basis === 'HOUR' ? f.minutes : f.minutes > 0 ? 60 : 0) * BigInt(points) * BigInt(r.factors[f.difficulty ?? difficulty]) * BigInt(r.evidence.B)) / 60_000n;
    expect(BigInt(pointsFor(free, facts).points)).toBe(TASK_KINDS[f.kind].recordable ? exact : 0n);
  }), RUNS);
});

describe('rules that may be kept', () => {
  const wrong = (change: (r: Record<string, any>) => void): Record<string, string> => {
    const r = structuredClone(DEFAULT_TARIFF) as unknown as Record<string, any>;
    change(r);
    try {
      requireRules(r);
    } catch (e) {
      return (e as { fields: Record<string, string> }).fields;
    }
    return {};
  };
  test('the default and whatever is within the limits, in one order', () => {
    expect(JSON.stringify(requireRules(structuredClone(DEFAULT_TARIFF)))).toBe(JSON.stringify(DEFAULT_TARIFF));
    fc.assert(fc.property(anyRules, (r) => { expect(requireRules(r)).toEqual(r); }), { numRuns: 300 });
    const turned = Object.fromEntries(Object.entries(DEFAULT_TARIFF).reverse());
    expect(JSON.stringify(requireRules(turned))).toBe(JSON.stringify(DEFAULT_TARIFF));
  });
  test.each<[string, (r: Record<string, any>) => void, Record<string, string>]>([
    ['a kind is missing', (r) => delete r.lines.ELDER, { 'rules.lines.ELDER': '请填写敬老助老的积分' }],
    ['a kind that is none', (r) => { r.lines.DANCE = r.lines.ELDER; }, { 'rules.lines.DANCE': '不认识的字段' }],
    ['an unknown key at the top', (r) => { r.bonus = 1; }, { 'rules.bonus': '不认识的字段' }],
    ['an unknown key deep inside', (r) => { r.lines.CLEAN.extra = 1; }, { 'rules.lines.CLEAN.extra': '不认识的字段' }],
    ['a half point', (r) => { r.lines.CLEAN.points = 1.5; }, { 'rules.lines.CLEAN.points': '环境整治的积分需为 0–1000 的整数' }],
    ['points as text', (r) => { r.lines.CLEAN.points = '10'; }, { 'rules.lines.CLEAN.points': '环境整治的积分需为 0–1000 的整数' }],
    ['a basis that is none', (r) => { r.lines.CLEAN.basis = 'DAY'; }, { 'rules.lines.CLEAN.basis': '请选择环境整治按小时还是按次计' }],
    ['a fourth difficulty', (r) => { r.lines.CLEAN.difficulty = 4; }, { 'rules.lines.CLEAN.difficulty': '环境整治的难度需为 1–3 的整数' }],
    ['a factor below one', (r) => { r.factors[1] = 9; }, { 'rules.factors.1': '难度系数（十分之一为单位）需为 10–30 的整数' }],
    ['a factor is missing', (r) => delete r.factors[2], { 'rules.factors.2': '难度系数（十分之一为单位）需为 10–30 的整数' }],
    ['more than all', (r) => { r.evidence.A = 101; }, { 'rules.evidence.A': '比例需为 0–100 的整数' }],
    ['points for grade D', (r) => { r.evidence.D = 1; }, { 'rules.evidence.D': '工作人员补录的只记时长，须为 0' }],
    ['a negative cap', (r) => { r.caps.day = -1; }, { 'rules.caps.day': '每天最多需为 0–100000 的整数' }],
    ['a point worth nothing', (r) => { r.pointValueFen = 0; }, { 'rules.pointValueFen': '每分折合（分钱）需为 1–1000 的整数' }],
    ['no caps', (r) => delete r.caps, { 'rules.caps': '请填写封顶', 'rules.caps.task': '每次最多需为 0–100000 的整数', 'rules.caps.day': '每天最多需为 0–100000 的整数', 'rules.caps.month': '每月最多需为 0–100000 的整数' }],
    ['what every object inherits', (r) => { r.lines = Object.create(r.lines as object) as object; }, Object.fromEntries(TASK_KIND_KEYS.map((k) => [`rules.lines.${k}`, `请填写${TASK_KINDS[k].label}的积分`]))],
    ['several at once', (r) => { r.factors[3] = 31; r.evidence.C = null; }, { 'rules.factors.3': '难度系数（十分之一为单位）需为 10–30 的整数', 'rules.evidence.C': '比例需为 0–100 的整数' }],
  ])('%s', (_name, change, fields) => expect(wrong(change)).toEqual(fields));
  test.each([null, undefined, 1, 'x', [], [[]], {}, { lines: [] }])('%p are none', (value) => { expect(() => requireRules(value)).toThrow('填写有误'); });
});
