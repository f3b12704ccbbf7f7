import type { StarAwardStatus, StarAwardView, StarSubject, StarVerifyView } from '@xianfeng/shared';
import type { PdfPiece } from '../../lib/pdf/paper.js';
import { initials } from '../../lib/mask.js';
import { periodText, sayStars } from './criteria.rules.js';

export interface AwardRow { id: number; number: string; schemeName: string; subject: StarSubject; subjectId: number; areaId: number; path: string; issuerPath: string; name: string; stars: number; minutes: number; services: number; periodKey: string; issuerName: string; day: string; validUntil: string | null; live: number | null; voidReason: string | null; voidDay: string | null; asOfDay: string }
/** What it is on a day: a voided one is void for ever, one whose last day is over has run out. */
export const awardStatus = (a: Pick<AwardRow, 'live' | 'validUntil'>, today: string): StarAwardStatus => (a.live !== 1 ? 'VOID' : a.validUntil !== null && a.validUntil < today ? 'EXPIRED' : 'VALID');
export const awardView = (a: AwardRow, today: string, may: { file: boolean; void: boolean }): StarAwardView => {
  const status = awardStatus(a, today);
  return {
    id: a.id, number: a.number, schemeName: a.schemeName, subject: a.subject, name: a.name, stars: a.stars, periodText: periodText(a.periodKey), issuerName: a.issuerName, day: a.day, validUntil: a.validUntil, status, voidReason: a.voidReason,
    actions: [...(may.file && status !== 'VOID' ? ['file' as const] : []), ...(may.void && status !== 'VOID' ? ['void' as const] : [])],
  };
};
/** What whoever holds the paper may check: a person shows as his family name. */
export const verifyView = (a: AwardRow, today: string): StarVerifyView => ({ number: a.number, schemeName: a.schemeName, name: a.subject === 'PERSON' ? initials(a.name) : a.name, stars: a.stars, periodText: periodText(a.periodKey), issuerName: a.issuerName, day: a.day, validUntil: a.validUntil, status: awardStatus(a, today) });
const sayDay = (day: string): string => { const [y, m, d] = day.split('-').map(Number); return `${y}年${m}月${d}日`; };
/** The certificate. Hours as whole minutes cut to tenths, so that it never says more than was done. */
export const certificatePieces = (a: AwardRow, hours: string, verifyUrl: string): PdfPiece[] => [
  { title: '星级评定证书' }, { gap: 12 },
  { text: `${a.name}${a.subject === 'PERSON' ? ' 同志' : ''}：` },
  { text: `依据“${a.schemeName}”，截至${sayDay(a.asOfDay)}，经计算、复核和公示，评定为` },
  { heading: `${sayStars(a.stars)}（${'★'.repeat(a.stars)}${'☆'.repeat(5 - a.stars)}）` },
  { facts: [['服务时长', `${hours} 小时`], ['服务次数', `${a.services} 次`], ['评定期间', periodText(a.periodKey)], ['有效期', a.validUntil === null ? '长期' : `至 ${sayDay(a.validUntil)}`]] },
  { note: '时长和次数只计现场确认或本人填报并经核准的志愿服务记录。' }, { gap: 8 },
  { qr: verifyUrl, caption: `扫码核对真伪\n编号 ${a.number}` },
  { seal: { office: a.issuerName, day: sayDay(a.day), number: a.number } },
];
