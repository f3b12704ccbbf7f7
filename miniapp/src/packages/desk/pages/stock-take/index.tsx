import { STOCK_TAKE_STATUSES, type StockTakeLine, type StockTakeView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../../api';
import { useDraft } from '../../../../lib/draft';
import { time } from '../../../../lib/format';
import { useAction, type Action } from '../../../../lib/use-action';
import { sayError, useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Chips, Empty, Field, Grid, Grow, Icon, Page, Press, Progress, Row, SearchBar, StatusTag, Table, Tag, Text, TextInput, confirm, toast, useWide, type Column } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { whole } from '../../parts/shelf';
import { inQuestionFirst, named, sayDifference, sayTake } from '../../parts/take-words';

const SAVE_AFTER_MS = 700;
const MOST = 100_000;
interface Note { counted: number; note: string }

/** Counts go to the server by themselves, a moment after the last tap; what did not arrive stays on this device, also over a restart, and is tried again. */
function useCounts(take: StockTakeView, onSaved: (take: StockTakeView) => void) {
  const { value: { unsent }, set } = useDraft<{ unsent: Record<string, Note> }>(`take:${take.id}`, { unsent: {} });
  const [failed, setFailed] = useState<string | null>(null);
  const now = useRef(unsent);
  now.current = unsent;
  const keep = (next: Record<string, Note>) => { now.current = next; set({ unsent: next }); };
  const flush = async (): Promise<boolean> => {
    const sending = now.current, lines = Object.entries(sending).map(([id, { counted, note }]) => ({ rewardId: Number(id), counted, ...(note ? { note } : {}) }));
    if (lines.length === 0) return true;
    try {
      const saved = await api.stockTakes.count(take.id, { lines });
      keep(Object.fromEntries(Object.entries(now.current).filter(([id, note]) => sending[id] !== note)));
      setFailed(null);
      onSaved(saved);
      return true;
    } catch (error) {
      setFailed(sayError(error));
      return false;
    }
  };
  useEffect(() => {
    if (Object.keys(unsent).length === 0) return;
    const timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [unsent]);
  const lines = take.lines.map((line) => ({ ...line, ...unsent[line.rewardId] }));
  return { lines, failed, saving: Object.keys(unsent).length > 0, flush, write: (line: StockTakeLine, counted: number, note = line.note) => keep({ ...now.current, [line.rewardId]: { counted, note } }) };
}
/** One thing to count: 「数对了」 for what fits, a stepper or a number for what does not. */
function Count({ line, onCount }: { line: StockTakeLine; onCount: (counted: number, note?: string) => void }) {
  const says = sayDifference(line), differs = line.counted !== null && line.counted !== line.book, name = named(line), at = line.counted ?? line.book;
  return (
    <Card tone={line.counted === null ? 'plain' : differs ? 'gold' : 'pine'}>
      <Row spread gap={2} wrap>
        <Grow className='d-name'><Text size='lg' strong block>{name}</Text><Text size='sm' tone='soft' block>账上 {line.book} {line.unit}</Text></Grow>
        {says ? <Tag tone={differs ? 'warn' : 'ok'} icon={differs ? 'alert' : 'check'}>{says}</Tag> : null}
      </Row>
      <Row gap={2} wrap>
        <Button kind={line.counted === line.book ? 'primary' : 'soft'} icon='check' label={`${name}数对了，${line.book} ${line.unit}`} onPress={() => onCount(line.book)}>数对了</Button>
        <Box className='x-stepper' role='group' label={name}>
          <Press className='x-stepper__b' label={`${name}减一`} disabled={at <= 0} onPress={() => onCount(at - 1)}><Icon name='minus' size='sm' /></Press>
          <TextInput kind='number' className='d-count' label={`${name}数到几`} value={line.counted === null ? '' : String(line.counted)} maxLength={6} placeholder='数到' onChange={(text) => { if (text !== '') onCount(Math.min(MOST, whole(text))); }} />
          <Press className='x-stepper__b' label={`${name}加一`} disabled={at >= MOST} onPress={() => onCount(at + 1)}><Icon name='plus' size='sm' /></Press>
        </Box>
      </Row>
      {differs ? <Field label='为什么不一样'><TextInput value={line.note} maxLength={100} placeholder='如：破了一袋，前天忘了记' onChange={(note) => onCount(line.counted ?? line.book, note)} /></Field> : null}
    </Card>
  );
}
type Shown = 'TODO' | 'DIFFERENT';
function Counting({ take, onTake, submit }: { take: StockTakeView; onTake: (take: StockTakeView) => void; submit: Action<[], StockTakeView> }) {
  const [q, setQ] = useState('');
  const [show, setShow] = useState<Shown[]>([]);
  const { lines, failed, saving, flush, write } = useCounts(take, onTake);
  const done = lines.filter((line) => line.counted !== null).length, left = lines.length - done;
  const found = lines.filter((line) => named(line).includes(q.trim()) && (show.length === 0 || (show.includes('TODO') && line.counted === null) || (show.includes('DIFFERENT') && line.counted !== null && line.counted !== line.book)));
  const hand = async () => {
    if (!(await flush())) return;
    if (await confirm({ title: '交给第二个人复核？', text: `${sayTake(lines)}。交了就不能再改；复核的人确认后才入账。`, ok: '交复核' })) void submit.run();
  };
  return (
    <>
      <Card><Progress value={done} max={lines.length} label={left > 0 ? `数了 ${done}/${lines.length} 样` : `${lines.length} 样都数完了`} />{failed ? <Banner tone='bad' action={<Button kind='text' size='small' onPress={() => void flush()}>再存一次</Button>}>{failed}。数的都记在这台设备上，网络好了会再存。</Banner> : <Text size='sm' tone='faint' block><Box as='span' live='polite'>{saving ? '正在保存…' : done > 0 ? '数到哪存到哪，可以放下再来' : '数的是货架上实际有几件，连有人下单还没领的也算'}</Box></Text>}</Card>
      <SearchBar value={q} onSearch={setQ} placeholder='找商品' />
      <Chips label='只看' options={[{ key: 'TODO' as const, text: `还没数 ${left}` }, { key: 'DIFFERENT' as const, text: '对不上的' }]} value={show} onChange={setShow} />
      {found.length === 0 ? <Card><Empty icon='check-circle' title={left === 0 ? '都数完了' : '没有这样的商品'} text={left === 0 ? '按下面的按钮，交给第二个人复核。' : '换个名称找找。'} /></Card> : <Grid cols={1} desk={2}>{found.map((line) => <Count key={line.rewardId} line={line} onCount={(counted, note) => write(line, counted, note)} />)}</Grid>}
      <Button block icon='send' busy={submit.busy} disabled={left > 0} onPress={() => void hand()}>{left > 0 ? `还有 ${left} 样没数` : '数完了，交第二人复核'}</Button>
    </>
  );
}
const COLUMNS: Column<StockTakeLine>[] = [
  { key: 'name', title: '商品', cell: (line) => <Text strong>{named(line)}</Text> },
  { key: 'book', title: '账上', numeric: true, cell: (line) => `${line.book} ${line.unit}` },
  { key: 'counted', title: '数到', numeric: true, cell: (line) => (line.counted === null ? '没数' : `${line.counted} ${line.unit}`) },
  { key: 'says', title: '结果', cell: (line) => <Text strong={line.counted !== line.book} tone={line.counted === line.book ? 'soft' : 'warn'}>{sayDifference(line) ?? '没数'}</Text> },
  { key: 'note', title: '说明', cell: (line) => line.note },
];
/** What was counted, in words: what does not fit first. */
function Result({ take }: { take: StockTakeView }) {
  const wide = useWide();
  const [all, setAll] = useState(false);
  const ordered = inQuestionFirst(take.lines), different = ordered.slice(0, take.differences), shown = all || take.differences === 0 ? ordered : different;
  return (
    <>
      <Card tone={take.differences > 0 ? 'gold' : 'pine'}>
        <Text size='lg' strong block>{sayTake(take.lines)}</Text>
        {different.map((line) => <Text key={line.rewardId} block>{named(line)}：账上 {line.book} {line.unit}，数到 {line.counted} {line.unit}，<Text strong tone='warn'>{sayDifference(line)}</Text>{line.note ? `（${line.note}）` : ''}</Text>)}
      </Card>
      {wide ? <Table caption='盘点结果' columns={COLUMNS} rows={shown} rowKey={(line) => line.rewardId} /> : all || take.differences === 0 ? <Card>{shown.map((line) => <Row key={line.rewardId} spread gap={2} wrap><Text>{named(line)}</Text><Text tone={line.counted === line.book ? 'soft' : 'warn'} numeric>{line.counted} {line.unit} · {sayDifference(line)}</Text></Row>)}</Card> : null}
      {take.differences > 0 && take.lines.length > take.differences ? <Row><Press className='m-link' onPress={() => setAll(!all)}>{all ? '只看对不上的' : `看全部 ${take.lines.length} 样`}</Press></Row> : null}
    </>
  );
}
function Take() {
  const id = Number(useRouter().params['id']);
  const take = useLoad(() => api.stockTakes.get(id), [id]);
  const submit = useAction((key) => api.stockTakes.submit(id, key), (view) => { take.set(view); toast('交了，等第二人复核', 'ok'); });
  const confirmed = useAction((key) => api.stockTakes.confirm(id, key), (view) => { take.set(view); toast('已入账', 'ok'); });
  const drop = useAction((key) => api.stockTakes.drop(id, key), (view) => { take.set(view); toast('已作废，账没有动'); });
  const askDrop = async () => { if (await confirm({ title: '作废这次盘点？', text: '数的都不算，账一点不动。可以重新盘。', ok: '作废', danger: true })) void drop.run(); };
  const askConfirm = async (view: StockTakeView) => { if (await confirm({ title: view.differences > 0 ? `按数到的改 ${view.differences} 样？` : '全部相符，确认入账？', text: view.differences > 0 ? `${inQuestionFirst(view.lines).slice(0, Math.min(view.differences, 4)).map((line) => `${line.name}${sayDifference(line)}`).join('，')}${view.differences > 4 ? ' 等' : ''}。您和${view.startedBy}都记为经手人。` : `您和${view.startedBy}都记为经手人。`, ok: '确认入账' })) void confirmed.run(); };
  const view = take.data;
  const footer = view?.status === 'COUNTED' && view.actions.length > 0 ? (
    <>
      {view.actions.includes('drop') ? <Button kind='plain' busy={drop.busy} onPress={() => void askDrop()}>不对，作废重盘</Button> : null}
      {view.actions.includes('confirm') ? <Button icon='check' busy={confirmed.busy} onPress={() => void askConfirm(view)}>确认入账</Button> : null}
    </>
  ) : undefined;
  return (
    <Page title='盘点' wide load={take} footer={footer}>
      {(shown) => (
        <>
          <Row gap={2} spread wrap><Text tone='soft'>{shown.startedBy} · {time(shown.startedAt)}{shown.confirmedBy ? ` · ${shown.confirmedBy}复核` : ''}</Text><StatusTag status={shown.status} labels={STOCK_TAKE_STATUSES} /></Row>
          {shown.status === 'OPEN' && shown.actions.includes('count') ? <Counting take={shown} onTake={take.set} submit={submit} /> : (
            <>
              {shown.status === 'COUNTED' && !shown.actions.includes('confirm') ? <Banner tone='info' title='请另一个人来复核'>盘点要两个人：数的人不能自己确认。请别的工作人员登录，打开“兑换点管理 → 盘点”，看一遍再确认。</Banner> : null}
              {shown.status === 'COUNTED' && shown.actions.includes('confirm') ? <Banner tone='warn' title={`${shown.startedBy}数完了，请您复核`}>对不上的去架上再看一眼。确认后账按数到的改，两个人都记为经手人。</Banner> : null}
              {shown.status === 'CONFIRMED' ? <Banner tone='ok' title='已入账'>{shown.confirmedAt ? time(shown.confirmedAt) : ''}，{shown.startedBy}清点，{shown.confirmedBy}复核。</Banner> : null}
              {shown.status === 'DROPPED' ? <Banner tone='info' title='已作废'>数的都不算，账没有动。</Banner> : null}
              <Result take={shown} />
            </>
          )}
          {shown.status === 'OPEN' && shown.actions.includes('drop') ? <Row><Button kind='text' size='small' icon='trash' busy={drop.busy} onPress={() => void askDrop()}>不盘了，作废</Button></Row> : null}
        </>
      )}
    </Page>
  );
}
export default deskPage('盘点', 'reward.manage', Take);
