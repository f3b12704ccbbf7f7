import { DAY_MS, ENTRY_KINDS, LOT_WARN_DAYS, LOT_YEARS, POINTS_LIMITS, startOfDay, type ExpiringView, type FreezeView, type PointsView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { balance, day, signed, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { HOME } from '../../../../routes';
import { Banner, Box, Button, Card, Cell, Dialog, Empty, ErrorState, Field, Grid, Grow, ListFooter, Page, Press, Row, Section, Skeleton, Stack, Stat, Text, TextArea, toast, useWide } from '../../../../ui';

const GO_ON = '参加任务、记时长、得积分都照常，只是暂时不能兑换。';

/** The points book: what came, what went, why, and what was left. Each line opens its arithmetic. */
function Entries() {
  const entries = usePages((after) => api.points.entries({ after }));
  if (!entries.data) return entries.error ? <ErrorState text={entries.error} onRetry={() => void entries.reload()} /> : <Skeleton />;
  if (entries.data.length === 0) return <Card><Empty icon='coin' title='还没有积分' text='参加任务、写日志，核实后就有积分。' action={<Button kind='soft' to={HOME}>去看任务</Button>} /></Card>;
  return (
    <>
      <Card flush>
        {entries.data.map((entry) => (
          <Cell
            key={entry.id} to={`/packages/more/pages/points-why/index?id=${entry.id}`} title={entry.title}
            note={<>{ENTRY_KINDS[entry.kind]} · {time(entry.at)}{entry.why ? <Text size='sm' tone='faint' block>{entry.why}</Text> : null}</>}
            value={<><Text strong numeric block tone={entry.amount > 0 ? 'ok' : 'ink'}>{entry.amount === 0 ? '已结清' : signed(entry.amount)}</Text><Text size='sm' tone='faint' numeric block>余 {balance(entry.balance)}</Text></>}
          />
        ))}
      </Card>
      <ListFooter pages={entries} />
    </>
  );
}
const daysUntil = (until: string): number => Math.max(0, Math.ceil((startOfDay(until) - Date.now()) / DAY_MS));
const sayLeft = (days: number): string => (days === 0 ? '今天最后一天' : days === 1 ? '明天最后一天' : `还有 ${days} 天`);

/** What ends soon, by day, and that nothing need be lost. */
function Expiring({ rows }: { rows: readonly ExpiringView[] }) {
  const sum = rows.reduce((all, row) => all + row.points, 0), [soon] = rows;
  return (
    <Section title='快到期的积分'>
      <Card tone={soon && daysUntil(soon.day) <= LOT_WARN_DAYS[1] ? 'gold' : 'plain'}>
        {soon ? (
          <>
            <Text block>{LOT_WARN_DAYS[0]} 天内有 <Text strong numeric tone='gold'>{sum} 分</Text> 到期。兑换时先用快到期的，用掉就不浪费。</Text>
            {rows.map((row) => (
              <Row key={row.day} spread gap={2} wrap>
                <Text>用到{day(startOfDay(row.day))}<Text size='sm' tone='soft'>　{sayLeft(daysUntil(row.day))}</Text></Text>
                <Text strong numeric>{row.points} 分</Text>
              </Row>
            ))}
          </>
        ) : <Text tone='soft' block>{LOT_WARN_DAYS[0]} 天内没有积分到期。每笔积分 {LOT_YEARS} 年有效，兑换时先用最早的。</Text>}
      </Card>
    </Section>
  );
}
const RULES_SHOWN = 2;
/** The tariff in force, in sentences; a phone shows the first and unfolds the rest. */
function Tariff({ lines }: { lines: readonly string[] }) {
  const wide = useWide();
  const [open, setOpen] = useState(false);
  const shown = wide || open ? lines : lines.slice(0, RULES_SHOWN);
  return (
    <Section title='积分怎么来'>
      <Card>
        <Stack gap={1} as='ul'>{shown.map((line) => <Box as='li' key={line}><Text size='sm' tone='soft'>{line}</Text></Box>)}</Stack>
        {wide || lines.length <= RULES_SHOWN ? null : <Row><Press className='m-link' expanded={open} onPress={() => setOpen(!open)}>{open ? '收起' : `看全部 ${lines.length} 条规则`}</Press></Row>}
      </Card>
    </Section>
  );
}
/** The owner's word against the freeze. */
function Appeal({ onDone, onClose }: { onDone: (view: PointsView) => void; onClose: () => void }) {
  const [text, setText] = useState('');
  const send = useAction((key, words: string) => api.points.appeal({ text: words }, key), (view) => { toast('申诉已交，会有人答复您', 'ok'); onDone(view); });
  return (
    <Dialog open title='申诉' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={send.busy} disabled={text.trim().length < POINTS_LIMITS.appeal.min} onPress={() => void send.run(text.trim())}>交申诉</Button></>}>
      <Stack>
        <Text tone='soft' block>写清楚您的理由，社区或街道会看，结果会通知您。</Text>
        <Field label='申诉理由' required error={send.fields['text']}><TextArea value={text} onChange={setText} maxLength={POINTS_LIMITS.appeal.max} rows={4} placeholder='如：那两次我都在场，同去的人可以作证' /></Field>
      </Stack>
    </Dialog>
  );
}
function Frozen({ freeze, onAppeal }: { freeze: FreezeView; onAppeal: () => void }) {
  return (
    <Banner tone='warn' title={freeze.status === 'APPEALED' ? '兑换已暂停，申诉正在看' : '兑换已暂停'}>
      <Stack gap={1}>
        <Text block>原因：{freeze.reason}（{day(freeze.frozenAt)}）</Text>
        <Text block>{GO_ON}</Text>
        {freeze.appeal ? <Text size='sm' tone='soft' block>您的申诉：{freeze.appeal}</Text> : null}
        {freeze.decision ? <Text size='sm' tone='soft' block>答复：{freeze.decision}</Text> : null}
        {freeze.actions.includes('appeal') ? <Row><Button size='small' kind='plain' icon='chat' onPress={onAppeal}>我要申诉</Button></Row> : null}
      </Stack>
    </Banner>
  );
}
/** Why nothing can be exchanged now, what that means, and what to do about it. */
function Stopped({ view, onAppeal }: { view: PointsView; onAppeal: () => void }) {
  if (view.freeze && view.freeze.status !== 'LIFTED') return <Frozen freeze={view.freeze} onAppeal={onAppeal} />;
  if (view.available < 0) return <Banner tone='warn' title={`现在欠 ${-view.available} 分`}>有一笔积分更正了，而那些分已经用掉。以后得的积分会先补上，补足就能兑换。{GO_ON}原因在下面明细里，点开可以看。</Banner>;
  return view.blocked ? <Banner tone='info'>{view.blocked}</Banner> : null;
}

function Points() {
  const points = useLoad(() => api.points.mine());
  const [appealing, setAppealing] = useState(false);
  return (
    <Page title='我的积分' wide load={points}>
      {(view) => (
        <>
          <Stopped view={view} onAppeal={() => setAppealing(true)} />
          <Halves left={<>
            <Card tone='gold'>
              <Text tone='soft' block>现在可以用</Text>
              <Row gap={3} spread wrap>
                <Box className='m-balance'>{balance(view.available)}<Text size='lg' tone='soft'> 分</Text></Box>
                {view.blocked ? null : <Button icon='gift' to='/pages/shop/index'>去兑换</Button>}
              </Row>
              <Grid cols={3}>
                <Stat value={view.held} unit='分' label='等着领' to='/packages/more/pages/orders/index' />
                <Stat value={view.earned} unit='分' label='累计获得' />
                <Stat value={view.spent} unit='分' label='累计兑换' />
              </Grid>
              {view.held > 0 ? <Text size='sm' tone='soft' block>“等着领”的分已经留给您下的单，取消就退回来，领走才算用掉。</Text> : null}
              {view.expired > 0 ? <Text size='sm' tone='soft' block>以前到期 {view.expired} 分。</Text> : null}
            </Card>
            <Expiring rows={view.expiring} />
            {view.tariffText.length > 0 ? <Tariff lines={view.tariffText} /> : null}
          </>} right={<Section title='每一笔' note='点一笔，看怎么算的'><Entries /></Section>} />
          {appealing ? <Appeal onClose={() => setAppealing(false)} onDone={(next) => { setAppealing(false); points.set(next); }} /> : null}
        </>
      )}
    </Page>
  );
}

export default signedIn('我的积分', Points);
