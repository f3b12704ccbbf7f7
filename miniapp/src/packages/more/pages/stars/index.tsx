import { STAR_AWARD_STATUSES, STAR_BAR_STATUSES, STAR_LIMITS, STAR_MEASURES, sayHours, startOfDay, type StarAwardView, type StarBarView, type StarProgressView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { FileButton } from '../../../../cards/file-button';
import { Halves } from '../../../../cards/halves';
import { SayDialog } from '../../../../cards/say-dialog';
import { signedIn } from '../../../../cards/signed-in';
import { Stars, sayStars } from '../../../../cards/star-words';
import { day, minutes, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { HOME } from '../../../../routes';
import { Banner, Box, Button, Card, Cell, Empty, ErrorState, Grid, Icon, ListFooter, Page, Progress, Row, Section, Skeleton, Stack, Stat, Text, Tag, toast } from '../../../../ui';

/** His own way under one scheme: what he has, what is missing, compared with nobody. */
function Way({ way }: { way: StarProgressView }) {
  const { unit } = STAR_MEASURES[way.measure];
  return (
    <Card>
      <Row spread gap={2} top wrap><Text size='lg' strong>{way.name}</Text><Tag tone='quiet'>{way.periodText}</Tag></Row>
      <Row gap={2} wrap><Stars stars={way.held} of={way.thresholds.length} size='xl' />{way.reached > way.held ? <Tag tone='gold'>够{sayStars(way.reached)}了</Tag> : null}</Row>
      {way.next ? <Progress tone='gold' value={way.value} max={way.next.threshold} label={`${way.value}/${way.next.threshold} ${unit}，到${sayStars(way.next.stars)}`} /> : null}
      <Text block>{way.text}</Text>
      <Text size='sm' tone='soft' block>{way.thresholds.map((n, i) => `${sayStars(i + 1)} ${n}`).join(' · ')} {unit}</Text>
    </Card>
  );
}
function Award({ award }: { award: StarAwardView }) {
  return (
    <Card tone={award.status === 'VALID' ? 'gold' : 'plain'}>
      <Row spread gap={2} top wrap><Box><Stars stars={award.stars} size='lg' /><Text strong block>{award.schemeName}</Text></Box>{award.status === 'VALID' ? null : <Tag tone={award.status === 'VOID' ? 'red' : 'quiet'}>{STAR_AWARD_STATUSES[award.status]}</Tag>}</Row>
      <Text size='sm' tone='soft' block>{award.name} · {award.periodText} · {award.issuerName} · {award.day}{award.validUntil ? `，有效到 ${award.validUntil}` : ''}</Text>
      {award.voidReason ? <Text size='sm' tone='red' block>作废原因：{award.voidReason}</Text> : null}
      {award.actions.includes('file') ? <Row><FileButton kind='plain' size='small' label={`打开${award.schemeName}${sayStars(award.stars)}证书`} get={() => api.starAwards.file(award.id)}>证书（PDF）</FileButton></Row> : null}
    </Card>
  );
}
/** He is kept out for a time: why, until when, and his word against it. */
function Bar({ bar, onDone }: { bar: StarBarView; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const send = useAction((key, text: string) => api.starBars.appeal(bar.id, { text }, key), () => { setOpen(false); toast('申诉已交，街道会答复您', 'ok'); onDone(); });
  if (bar.status === 'OVER' || bar.status === 'LIFTED') return null;
  return (
    <Banner tone='warn' title={`${bar.subject === 'UNIT' ? bar.name : '您'}暂停参评星级到${day(startOfDay(bar.toDay))}（${STAR_BAR_STATUSES[bar.status]}）`}>
      <Stack gap={1}>
        <Text block>原因：{bar.reason}。服务、时长和积分照常。</Text>
        {bar.appeal ? <Text size='sm' tone='soft' block>您的申诉{bar.appealedAt ? `（${time(bar.appealedAt)}）` : ''}：{bar.appeal}</Text> : null}
        {bar.decision ? <Text size='sm' tone='soft' block>答复：{bar.decision}</Text> : null}
        {bar.actions.includes('appeal') ? <Row><Button size='small' kind='plain' icon='chat' onPress={() => setOpen(true)}>我要申诉</Button></Row> : null}
      </Stack>
      {open ? <SayDialog title='申诉' note='街道会看您的理由，结果会通知您。' label='申诉理由' phrases={[]} limits={STAR_LIMITS.appeal} ok='交申诉' busy={send.busy} error={send.fields['text']} onClose={() => setOpen(false)} onSend={(text) => void send.run(text)} /> : null}
    </Banner>
  );
}
/** Which of his records count, and why others do not. */
function Records() {
  const records = usePages((after) => api.stars.records({ after }));
  if (!records.data) return records.error ? <ErrorState text={records.error} onRetry={() => void records.reload()} /> : <Skeleton />;
  if (records.data.length === 0) return <Card><Empty icon='medal' title='还没有服务记录' text='参加任务、写一句日志，核实后就记在这里。' action={<Button kind='soft' to={HOME}>去看任务</Button>} /></Card>;
  return (
    <>
      <Card flush>
        {records.data.map((record) => (
          <Cell
            key={record.id} title={record.title} note={<>{record.day}<Text size='sm' tone={record.counts ? 'soft' : 'warn'} block>{record.why}</Text></>}
            value={<Row gap={2}>{record.origin === 'REJECTED' ? null : <Text strong numeric tone={record.counts ? 'ink' : 'faint'}>{record.minutes < 0 ? `−${minutes(-record.minutes)}` : minutes(record.minutes)}</Text>}<Icon name={record.counts ? 'check-circle' : 'close-circle'} label={record.counts ? '计入' : '不计入'} size='sm' /></Row>}
          />
        ))}
      </Card>
      <ListFooter pages={records} />
    </>
  );
}
function MyStars() {
  const load = useLoad(() => api.stars.mine());
  return (
    <Page title='我的星级' wide load={load}>
      {(view) => (
        <>
          {view.bars.map((bar) => <Bar key={bar.id} bar={bar} onDone={() => void load.reload()} />)}
          <Halves left={<>
            <Card tone='pine'>
              <Grid cols={3}>
                <Stat value={sayHours(view.minutes)} unit='小时' label='计入星级' tone='pine' />
                <Stat value={view.services} unit='次' label='计入次数' />
                <Stat value={view.leftOut} unit='条' label='不计入' />
              </Grid>
            </Card>
            <Section title='还差什么' note='只有您自己看得到'>
              {view.schemes.length === 0 ? <Card><Empty icon='star' title='还没有星级办法' text='报到以后，这里会显示本社区的星级办法。' /></Card> : view.schemes.map((way) => <Way key={way.schemeId} way={way} />)}
            </Section>
            {view.awards.length > 0 ? <Section title='得到的星级'>{view.awards.map((award) => <Award key={award.id} award={award} />)}</Section> : null}
            <Card flush><Cell icon='megaphone' title='正在公示的星级名单' note='谁都可以看，可以提异议' to='/packages/more/pages/star-notice/index' /></Card>
          </>} right={<Section title='哪些记录计入' note='每一条都说原因'><Records /></Section>} />
        </>
      )}
    </Page>
  );
}
export default signedIn('我的星级', MyStars);
