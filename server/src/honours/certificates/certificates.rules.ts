import { hash } from 'node:crypto';
import { CERTIFICATE_LIMITS, dayOf, sayHours, TASK_KINDS, type AreaKind, type CertificateRequestStatus, type CertificateRequestView, type CertificateStatus, type CertificateView, type TaskKind, type VerifyView } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';
import { initials } from '../../lib/mask.js';
import type { PdfPiece } from '../../lib/pdf/paper.js';

export const requestFlow = flow<CertificateRequestStatus, 'issue' | 'refuse' | 'withdraw'>({ WAITING: { issue: 'ISSUED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' }, ISSUED: {}, REFUSED: {}, WITHDRAWN: {} });
export const certificateFlow = flow<CertificateStatus, 'void' | 'reissue'>({ VALID: { void: 'VOID', reissue: 'REPLACED' }, VOID: {}, REPLACED: {} });

/** Who records and may attest under its own name: the residents' or villagers' committee (民政部令67号 art. 26). */
export const officeOf = (name: string, kind: AreaKind): string => (kind === 'VILLAGE' ? `${name.replace(/村$/, '')}村民委员会` : `${name}居民委员会`);
/** Where anybody checks a paper. */
export const verifyPath = (token: string): string => `/packages/more/pages/verify/index?t=${token}`;
/** Community, year, running number: '005-2026-00012'. */
export const numberOf = (code: number, year: number, n: number): string => `${String(code).padStart(3, '0')}-${year}-${String(n).padStart(5, '0')}`;
/** First and last day that a certificate of this year looks at; 0 is everything until `today`. */
export const spanOf = (year: number, today: string): { from: string; to: string } => (year === 0 ? { from: '0000-00-00', to: today } : { from: `${year}-01-01`, to: `${year}-12-31` });
export const sayDate = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const sayYear = (year: number): string => (year === 0 ? '历年' : `${year}年`);

export interface RecordLine { id: number; correctsId: number | null; day: string; kind: TaskKind; title: string; minutes: number; services: number; unit: string; evidence: string }
export interface Service { day: string; kind: TaskKind; title: string; minutes: number; unit: string; evidence: string }
export interface Served { minutes: number; services: number; kinds: { kind: TaskKind; minutes: number; services: number }[]; /** Newest first. */ lines: Service[]; rest: { services: number; minutes: number }; /** Days of the first and the last service that stands. */ first: string | null; last: string | null }
/** Records with their corrections as services: a correction belongs to the line it puts right, and what was taken back is no line. The sums are the sums of all rows. */
export function serve(rows: readonly RecordLine[], most: number = CERTIFICATE_LIMITS.lines): Served {
  const roots = new Map<number, Service & { services: number }>(), kinds = new Map<TaskKind, { kind: TaskKind; minutes: number; services: number }>();
  for (const r of rows) {
    const key = r.correctsId ?? r.id, known = roots.get(key);
    // Where a correction moved it to another day, the row that adds says where it now stands.
    roots.set(key, known && r.minutes < 0 ? { ...known, minutes: known.minutes + r.minutes, services: known.services + r.services } : { day: r.day, kind: r.kind, title: r.title, unit: r.unit, evidence: r.evidence, minutes: (known?.minutes ?? 0) + r.minutes, services: (known?.services ?? 0) + r.services });
    const kind = kinds.get(r.kind) ?? { kind: r.kind, minutes: 0, services: 0 };
    kinds.set(r.kind, { kind: r.kind, minutes: kind.minutes + r.minutes, services: kind.services + r.services });
  }
  const standing = [...roots.values()].filter((s) => s.services > 0).sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)), lines = standing.slice(0, most).map(({ services: _, ...line }) => line);
  const minutes = sum(rows, 'minutes'), services = sum(rows, 'services');
  return { minutes, services, kinds: [...kinds.values()].filter((k) => k.services > 0).sort((a, b) => b.minutes - a.minutes), lines, rest: { services: services - lines.length, minutes: minutes - sum(lines, 'minutes') }, first: standing.at(-1)?.day ?? null, last: standing[0]?.day ?? null };
}
const sum = <K extends string>(rows: readonly Record<K, number>[], key: K): number => rows.reduce((n, r) => n + r[key], 0);

/** What a certificate says, for ever. The number of an identity card is not among it: a line is left for the hand. */
export interface CertificateFacts extends Served { name: string; office: string; year: number; from: string; to: string; idLine: boolean; responsible: string; handler: string; phone: string; day: string }
export interface CertificateRow {
  id: number; number: string; token: string; userId: number; communityId: number; year: number; minutes: number; services: number; facts: string; hash: string; status: CertificateStatus; reason: string | null;
  issuedAt: number; name: string; communityName: string; path: string; issuedBy: number; issuedByName: string; outdated: number; replaces: string | null; replacedBy: string | null;
}
export const hashOf = (c: Pick<CertificateRow, 'number' | 'token' | 'facts'>): string => hash('sha256', JSON.stringify([c.number, c.token, c.facts]), 'base64url');
/** @throws Error where somebody changed the row behind the product's back: such a paper is not given out. */
export function factsOf(c: CertificateRow): CertificateFacts {
  if (hashOf(c) !== c.hash) throw new Error(`certificate ${c.id} is not what was issued`);
  return JSON.parse(c.facts) as CertificateFacts;
}
export function certificateView(c: CertificateRow, reader: { id: number; mayIssue: boolean }): CertificateView {
  const { from, to, office } = JSON.parse(c.facts) as CertificateFacts, steps = reader.mayIssue && c.userId !== reader.id ? certificateFlow.actions(c.status) : [];
  const outdated = c.status === 'VALID' && c.outdated === 1;
  return {
    id: c.id, number: c.number, status: c.status, name: c.name, communityId: c.communityId, communityName: c.communityName, office, from, to, year: c.year, minutes: c.minutes, services: c.services, issuedAt: c.issuedAt, issuedBy: c.issuedByName,
    reason: c.reason, outdated, verifyPath: verifyPath(c.token), replaces: c.replaces, replacedBy: c.replacedBy, actions: [...(c.status === 'VALID' && !outdated ? ['file' as const] : []), ...steps],
  };
}
/** Name in initials, time, office, day of issue, and whether a correction made it out of date. Nothing else. */
export function verifyView(c: CertificateRow): VerifyView {
  const { name, office, day } = factsOf(c);
  return { status: c.status, outdated: c.status === 'VALID' && c.outdated === 1, name: initials(name), minutes: c.minutes, office, issuedDay: day };
}
export interface RequestRow { id: number; userId: number; name: string; communityId: number; communityName: string; path: string; year: number; idLine: number; minutes: number; services: number; status: CertificateRequestStatus; reason: string | null; certificateId: number | null; createdAt: number }
export function requestView({ userId, path: _, ...r }: RequestRow, readerId: number): CertificateRequestView {
  const actions = requestFlow.actions(r.status).filter((a) => (a === 'withdraw') === (userId === readerId));
  return { ...r, idLine: r.idLine === 1, minutes: Number(r.minutes), services: Number(r.services), actions };
}

const hours = (minutes: number): string => `${sayHours(minutes)} 小时`;
const restLine = ({ services, minutes }: Served['rest']): string[][] => (services > 0 ? [['更早', `其余 ${services} 次`, '', sayHours(minutes)]] : []);
/** 证明: time, content and recording unit as 民政部令67号 art. 15 asks, and what 民发〔2015〕149号 adds. */
export function certificatePieces(c: CertificateRow, address: string): PdfPiece[] {
  const f = factsOf(c);
  return [
    { title: '志愿服务记录证明' },
    { facts: [['姓名', f.name], ...(f.idLine ? [['身份证件类型及号码', '____________________________（由本人填写，平台不保存）'] as [string, string]] : []), ['服务期间', f.services === 0 ? '—' : `${sayDate(f.from)}至${sayDate(f.to)}`], ['志愿服务时间', `共 ${f.services} 次，${hours(f.minutes)}`], ['记录单位', f.office]] },
    { text: `兹证明：${f.name}在上述期间参加本单位组织并记录的志愿服务，内容如下。` },
    { heading: '服务内容' },
    { table: { columns: [{ title: '类别', width: 3 }, { title: '次数', width: 1, align: 'right' }, { title: '时间（小时）', width: 1.5, align: 'right' }], rows: f.kinds.map((k) => [TASK_KINDS[k.kind].label, String(k.services), sayHours(k.minutes)]) } },
    { seal: { office: `${f.office}（盖章）`, day: sayDate(f.day), number: c.number, lines: [`负责人：${f.responsible}`, `经办人：${f.handler}`, `联系电话：${f.phone}`] } },
    { gap: 10 },
    { qr: address, caption: `扫码核验真伪：可查看是否有效、姓名首字、服务时间、记录单位和出具日期。\n证明编号 ${c.number}。作废或更换后，扫码会如实显示。\n本证明免费出具，时间取自已核实的服务记录，兑换积分不影响服务时间。` },
    { heading: '附：服务明细' },
    { table: { columns: [{ title: '日期', width: 1.6 }, { title: '服务内容', width: 4 }, { title: '类别', width: 1.4 }, { title: '小时', width: 1, align: 'right' }], rows: [...f.lines.map((l) => [l.day, l.title, TASK_KINDS[l.kind].label, sayHours(l.minutes)]), ...restLine(f.rest)] } },
  ];
}
/** What one prints oneself at any time (民政部令67号 art. 14). It says that it is not the 证明. */
export function recordPieces(who: { name: string; unitName: string | null; communityName: string | null }, year: number, served: Served, now: number): PdfPiece[] {
  const { minutes, services, lines, rest } = served;
  return [
    { title: '志愿服务记录（平台记录）' },
    { facts: [['姓名', who.name], ...(who.unitName ? [['所在单位', who.unitName] as [string, string]] : []), ...(who.communityName ? [['报到社区', who.communityName] as [string, string]] : []), ['记录期间', sayYear(year)], ['服务次数', `${services} 次`], ['服务时间', hours(minutes)], ['打印日期', sayDate(dayOf(now))]] },
    { heading: '服务明细' },
    lines.length === 0 ? { text: '这段时间没有已核实的服务。' } : { table: { columns: [{ title: '日期', width: 1.5 }, { title: '服务内容', width: 3.4 }, { title: '记录单位', width: 2 }, { title: '凭据', width: 0.7, align: 'center' }, { title: '小时', width: 0.9, align: 'right' }], rows: [...lines.map((l) => [l.day, l.title, l.unit, l.evidence, sayHours(l.minutes)]), ...(rest.services > 0 ? [['更早', `其余 ${rest.services} 次`, '', '', sayHours(rest.minutes)]] : [])] } },
    { heading: '说明' },
    { note: '本页是平台记录，由本人自行打印，不是志愿服务记录证明。需要证明的，可在平台向记录服务的社区申请，由其盖章出具，免费。' },
    { note: '凭据：A 现场确认并经服务对象证实；B 现场确认；C 本人填报、社区核准；D 工作人员补录。时间以分钟记录，按一位小数显示，不进位。兑换积分不影响服务时间。' },
  ];
}
