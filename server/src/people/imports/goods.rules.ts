import { REWARD_LIMITS } from '@xianfeng/shared';
import { cellText, type Cell } from '../../lib/sheet/cell.js';
import { readAmount, readBestBefore } from './amounts.rules.js';
import { Judgement, present, type Judged } from './judged.rules.js';
import { fold, looksLikeFormula, type Reading } from './words.rules.js';

/** One line of a stock list: name, spec, unit, points, stock, kind, donor, bestBefore (YYYY-MM-DD), all as text. `today` refuses what is past its day. */
export function judgeGoods(cells: Record<string, Cell>, today: string): Judged {
  const j = new Judgement();
  const name = j.take(readWord(cells['name'], '品名', REWARD_LIMITS.name.max)) ?? '';
  if (name === '') j.refuse('没有品名');
  const spec = j.take(readWord(cells['spec'], '规格', REWARD_LIMITS.spec.max)) ?? '';
  const unit = j.take(readWord(cells['unit'], '单位', REWARD_LIMITS.unit.max)) ?? '';
  if (unit === '') j.refuse('没有单位');
  const stock = j.take(readAmount(cells['stock'], { what: '数量', min: 1, max: REWARD_LIMITS.stock.max, units: [unit, '个', '件'] }));
  const points = j.take(readAmount(cells['points'], { what: '所需积分', min: REWARD_LIMITS.points.min, max: REWARD_LIMITS.points.max, units: ['分', '积分'] }));
  const source = j.take(readWord(cells['source'], '来源', REWARD_LIMITS.donor.max)) ?? '';
  const bestBefore = j.take(readBestBefore(cells['bestBefore'], today));
  const isService = /志愿服务|服务$/.test(source) || /券$/.test(name);
  Object.assign(j.values, present({
    name, spec, unit, stock: stock === null ? '' : String(stock), points: points === null ? '' : String(points),
    kind: isService ? 'SERVICE' : 'GOODS', donor: donorOf(source), source: /捐/.test(source) ? 'DONATION' : 'PURCHASE', bestBefore: bestBefore ?? '',
  }));
  return j.done([name, spec, unit].join('/'));
}

/** «市烟草公司捐赠» thanks 市烟草公司; «采购» thanks nobody. */
const donorOf = (source: string): string => (/捐/.test(source) ? source.replace(/(无偿)?捐(赠|献|助)?$/, '') : '');

function readWord(cell: Cell | undefined, what: string, max: number): Reading<string> {
  if (cell?.kind === 'formula' || cell?.kind === 'error') return { refused: `${what}是公式，请改成文字` };
  const written = cellText(cell).trim();
  const word = fold(written);
  if (looksLikeFormula(word)) return { refused: `${what}是公式，请改成文字` };
  if ([...word].length > max) return { refused: `${what}超过 ${max} 个字` };
  return { value: word };
}
