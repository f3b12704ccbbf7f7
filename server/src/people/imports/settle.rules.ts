import type { ImportKind, RowVerdict } from '@xianfeng/shared';
import type { Judged } from './judged.rules.js';

export interface Settled { verdict: RowVerdict; notes: string[]; values: Record<string, string> }
/** Who or what was read before with the same key, and where. */
export interface Earlier { where: string; values: Record<string, string> }

export interface Others {
  /** In this file. */
  earlier: Earlier | undefined;
  /** What the books already hold under this key. */
  booked: Record<string, string> | undefined;
  /** Where in this file somebody of the same name and another phone stands. */
  namesake: string | undefined;
}

/** What becomes of a row once the other rows and the books are looked at. A refused row stays refused. */
export function settle(kind: ImportKind, judged: Judged, others: Others): Settled {
  if (judged.verdict === 'REFUSED') return { ...judged };
  return kind === 'MEMBERS' ? settleMember(judged, others) : kind === 'GOODS' ? settleGoods(judged, others) : LISTS.includes(kind) ? settleListed(judged, others) : settlePlace(judged, others);
}

const LISTS: readonly ImportKind[] = ['RESOURCE', 'NEEDS', 'PROJECTS', 'PACTS'];
/** Lists are entered once: nothing is filled in, people have gone on with what is there. */
function settleListed(judged: Judged, { earlier, booked }: Others): Settled {
  if (!earlier && !booked) return { ...judged };
  return { verdict: 'MERGED', notes: [earlier ? `与${earlier.where}相同，只记一次` : '清单里已有，不重复登记', ...judged.notes], values: judged.values };
}

const LABELS: Record<string, string> = { unit: '单位', community: '社区', compound: '小区', building: '楼栋', stairwell: '单元', skills: '特长', parent: '上级党组织' };
// Looked up from others of the list, not worth telling by themselves.
const SILENT = new Set(['unitId', 'communityId']);

/** Fields that `more` knows and `known` does not. Nothing that is known is overwritten by a list: a person may have corrected it since. */
export const fills = (known: Record<string, string>, more: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(more).filter(([key, value]) => value !== '' && !known[key]));

const sayFills = (filled: Record<string, string>): string => {
  const labels = Object.keys(filled).filter((k) => !SILENT.has(k)).map((k) => LABELS[k] ?? k);
  return labels.length > 0 ? `，补充${labels.join('、')}` : '';
};

function settleMember(judged: Judged, { earlier, booked, namesake }: Others): Settled {
  const { name } = judged.values;
  if (earlier && earlier.values['name'] !== name) return refused(judged, `手机号与${earlier.where}的“${earlier.values['name']}”相同而姓名不同，请核对`);
  if (earlier) return merged(judged, fills(earlier.values, judged.values), `与${earlier.where}是同一人`);
  if (booked && booked['name'] !== name) return refused(judged, `手机号在名册里是“${booked['name']}”，请核对`);
  if (booked) return merged(judged, fills(booked, judged.values), '名册里已有此人');
  return namesake ? { ...judged, notes: [...judged.notes, `与${namesake}同名不同号，按两个人记`] } : { ...judged };
}

function settleGoods(judged: Judged, { earlier, booked }: Others): Settled {
  const other = earlier ?? (booked ? { where: '货架上', values: booked } : undefined);
  if (!other) return { ...judged };
  const where = earlier ? earlier.where : '货架上';
  if (other.values['points'] !== judged.values['points']) return refused(judged, `${where}同样的商品是 ${other.values['points']} 分，请核对`);
  return { verdict: 'MERGED', notes: [...judged.notes, `与${where}的是同一种，数量相加`], values: judged.values };
}

function settlePlace(judged: Judged, { earlier, booked }: Others): Settled {
  if (earlier) return merged(judged, fills(earlier.values, judged.values), `与${earlier.where}相同`);
  return booked ? merged(judged, fills(booked, judged.values), '已经登记过') : { ...judged };
}

const refused = (judged: Judged, why: string): Settled => ({ verdict: 'REFUSED', notes: [why], values: judged.values });
const merged = (judged: Judged, filled: Record<string, string>, why: string): Settled =>
  ({ verdict: 'MERGED', notes: [why + sayFills(filled), ...judged.notes], values: judged.values });
