import { DIFFERENCE_DECISIONS, DIFFERENCE_KINDS, type DifferenceDecision, type DifferenceKind, type RosterDifferenceView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Checkbox, Empty, Grow, Page, Row, Segmented, Stack, Table, Tag, Text, confirm, toast, useWide, type Column, type Tint } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';

const KINDS = Object.keys(DIFFERENCE_KINDS) as DifferenceKind[];
const TINTS: Record<DifferenceKind, Tint> = { LEFT: 'warn', MOVED_UNIT: 'info', MOVED_COMMUNITY: 'info', JOINED: 'ok' };
/** What becomes of the people, said before it is done. */
const ASK: Record<DifferenceDecision, (n: number) => { title: string; text: string; danger?: boolean }> = {
  KEEP: (n) => ({ title: `${n} 人保持不变？`, text: '名册和报到都不动。下一份名册仍没有他们时，会再列出来。' }),
  MOVE: (n) => ({ title: `${n} 人按新名册改？`, text: '单位或社区改成新名册写的，本人会收到通知，不对可以再改。' }),
  RETIRE: (n) => ({ title: `${n} 人转为居民党员？`, text: '不再属于原单位，仍在居住地社区报到；记录、时长和积分都不变，本人会收到通知。' }),
  END: (n) => ({ title: `结束 ${n} 人的报到？`, text: '本人会收到通知；记录、时长和积分都保留，以后可以居民身份重新报到。', danger: true }),
};
/** «甲局 → 乙局», or what he had. */
function Change({ row }: { row: RosterDifferenceView }) {
  const [before, after] = row.kind === 'MOVED_COMMUNITY' ? [row.communityBefore, row.communityAfter] : [row.unitBefore, row.unitAfter];
  return <><Text block>{row.kind === 'LEFT' ? before : row.kind === 'JOINED' ? after : `${before} → ${after}`}</Text>{row.note ? <Text size='sm' tone='warn' block>{row.note}</Text> : null}</>;
}
const Who = ({ row }: { row: RosterDifferenceView }) => <><Text strong block>{row.name}</Text><Text size='sm' tone='soft' block>{row.phone}{row.registered ? ' · 已报到' : ''}</Text></>;
const Said = ({ row }: { row: RosterDifferenceView }) => (row.decision ? <Text size='sm' tone='soft'>{DIFFERENCE_DECISIONS[row.decision]}{row.decidedBy ? ` · ${row.decidedBy}` : ''}{row.decidedAt ? ` · ${day(row.decidedAt)}` : ''}</Text> : row.actions.length === 0 ? <Text size='sm' tone='faint'>不用处理</Text> : <Text size='sm' tone='gold'>等处理</Text>);

function List({ id, kind, done }: { id: number; kind: DifferenceKind; done: () => void }) {
  const wide = useWide();
  const [picked, setPicked] = useState<number[]>([]);
  useEffect(() => setPicked([]), [kind]);
  const pages = usePages((after) => api.imports.differences(id, { kind, after }), [id, kind]);
  const decide = useAction((key, ids: number[], decision: DifferenceDecision) => api.imports.decide(id, { ids, decision }, key), ({ decided, refused }) => {
    setPicked([]);
    if (refused.length > 0) toast(`${decided.length} 人已办，${refused.length} 人没办成：${refused[0]?.message ?? ''}`, 'bad');
    else toast(`${decided.length} 人已办好`, 'ok');
    void pages.reload();
    done();
  });
  const ask = async (ids: number[], decision: DifferenceDecision) => { const { title, text, danger } = ASK[decision](ids.length); if (await confirm({ title, text, ok: '确定', ...(danger ? { danger } : {}) })) void decide.run(ids, decision); };
  const open = (pages.data ?? []).filter((row) => row.actions.length > 0);
  const flip = (one: number, on: boolean) => setPicked(on ? [...picked, one] : picked.filter((other) => other !== one));
  const tick = (row: RosterDifferenceView) => (row.actions.length > 0 ? <Checkbox label={`选${row.name}`} value={picked.includes(row.id)} onChange={(on) => flip(row.id, on)}>{wide ? null : <Who row={row} />}</Checkbox> : wide ? null : <Who row={row} />);
  const buttons = (ids: number[], actions: readonly DifferenceDecision[]) => actions.map((one) => <Button key={one} kind={one === 'END' ? 'danger' : one === 'KEEP' ? 'plain' : 'soft'} size='small' disabled={ids.length === 0 || decide.busy} onPress={() => void ask(ids, one)}>{DIFFERENCE_DECISIONS[one]}</Button>);
  const columns: Column<RosterDifferenceView>[] = [
    ...(open.length > 0 ? [{ key: 'pick', title: '选', width: '56px', cell: tick }] : []),
    { key: 'who', title: '姓名', cell: (row) => <Who row={row} /> },
    { key: 'change', title: kind === 'LEFT' ? '原单位' : kind === 'JOINED' ? '单位' : '从哪到哪', cell: (row) => <Change row={row} /> },
    { key: 'said', title: '处理', cell: (row) => <Said row={row} /> },
  ];
  return (
    <Listing pages={pages} empty={<Card><Empty icon='check-circle' title='这一类没有不同' text='看看别的几类。' /></Card>}>
      {(rows, footer) => (
        <>
          {open.length > 0 ? (
            <Card><Row gap={2} wrap>
              <Button kind='text' size='small' onPress={() => setPicked(picked.length === open.length ? [] : open.slice(0, 100).map((row) => row.id))}>{picked.length === open.length ? '全不选' : `全选这 ${open.length} 人`}</Button>
              <Grow />
              {buttons(picked, open[0]?.actions ?? [])}
            </Row></Card>
          ) : null}
          {wide ? <Table caption={DIFFERENCE_KINDS[kind]} columns={columns} rows={rows} rowKey={(row) => row.id || row.phone + row.name} /> : rows.map((row) => <Card key={row.id || row.phone + row.name}><Stack gap={2}>{tick(row)}<Change row={row} /><Said row={row} /></Stack></Card>)}
          {footer}
        </>
      )}
    </Listing>
  );
}
function Differences() {
  const id = Number(useRouter().params['id']);
  const load = useLoad(() => api.imports.differences(id, {}), [id]);
  const [chosen, setKind] = useState<DifferenceKind | null>(null);
  return (
    <Page title='名册有哪些不同' wide>
      <Waiting load={load}>
        {({ counts, items }) => {
          const kind = chosen ?? KINDS.find((one) => counts[one].open > 0) ?? KINDS.find((one) => counts[one].all > 0) ?? 'LEFT';
          const foreseen = items.some((row) => row.id === 0);
          return (
            <>
              <Banner tone='info'>{foreseen ? '这份名册还没写入。写入以后逐个处理，没处理的什么都不会变。' : '新名册和原来的不一样时，不会自动删人、改人：逐个定，本人会收到通知。'}</Banner>
              <Segmented label='哪一类' value={kind} onChange={setKind} options={KINDS.map((one) => ({ key: one, text: `${DIFFERENCE_KINDS[one]} ${counts[one].all}` }))} />
              {counts[kind].open > 0 && !foreseen ? <Row><Tag tone={TINTS[kind]}>还有 {counts[kind].open} 人等处理</Tag></Row> : null}
              <List id={id} kind={kind} done={() => void load.reload()} />
            </>
          );
        }}
      </Waiting>
    </Page>
  );
}
export default deskPage('名册有哪些不同', 'roster.import', Differences);
