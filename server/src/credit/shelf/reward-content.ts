import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { ContentKinds, type ContentKind } from '../../reach/moderation/content-kinds.js';
import type { Word } from '../../reach/moderation/moderation.rules.js';

const LABELS = { name: '品名', spec: '规格', unit: '单位', donor: '捐赠单位', intro: '介绍' } as const;
type Field = keyof typeof LABELS;
interface Row extends Record<Field, string> { areaId: number; authorId: number | null; listed: number }

/** Words of a thing on a shelf. Taken down, it is not offered either; who ordered it still gets it. */
@Injectable()
export class RewardContent implements ContentKind {
  constructor(kinds: ContentKinds) {
    kinds.register('reward', this);
  }
  find = async (m: EntityManager, id: number) => {
    // Whoever put it there first answers for its words.
    const [row] = await m.query<Row[]>('SELECT r.name, r.spec, r.unit, r.donor, r.intro, r.listed, p.areaId, (SELECT s.actorId FROM stock_move s WHERE s.rewardId = r.id ORDER BY s.id LIMIT 1) AS authorId FROM reward r JOIN pickup_point p ON p.id = r.pickupPointId WHERE r.id = ?', [id]);
    return row ? {
      areaId: row.areaId, authorId: row.authorId ?? 0, link: `/packages/more/pages/reward/index?id=${id}`,
      words: [...(Object.keys(LABELS) as Field[]).flatMap((key) => (row[key] ? [{ key, label: LABELS[key], text: row[key] }] : [])), { key: 'listed', label: '', text: String(row.listed) }],
    } : null;
  };
  hide = async (m: EntityManager, id: number): Promise<void> => {
    // With its number, for no two things of one price on a shelf may be called the same.
    await change(m, "UPDATE reward SET name = '内容已撤下', spec = ?, unit = '件', donor = '', intro = '', listed = 0 WHERE id = ?", [`编号${id}`, id]);
  };
  show = async (m: EntityManager, id: number, words: readonly Word[]): Promise<void> => {
    const said = (key: string): string => words.find((w) => w.key === key)?.text ?? '';
    await change(m, 'UPDATE reward SET name = ?, spec = ?, unit = ?, donor = ?, intro = ?, listed = ? WHERE id = ?', [said('name'), said('spec'), said('unit') || '件', said('donor'), said('intro'), said('listed') === '1' ? 1 : 0, id]);
  };
  mayRead = async (m: EntityManager, _: unknown, id: number): Promise<boolean> => (await m.query<unknown[]>('SELECT 1 AS yes FROM reward WHERE id = ? AND listed = 1', [id])).length > 0;
}
