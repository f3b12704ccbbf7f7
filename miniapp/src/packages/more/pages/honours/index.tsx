import { NOMINATION_SOURCES, NOMINATION_STATUSES, startOfDay, type HonourView, type OpenCampaignView } from '@xianfeng/shared';
import { api } from '../../../../api';
import { sayCriteria } from '../../../../cards/campaign-words';
import { FactsLine } from '../../../../cards/facts-line';
import { LetterCard } from '../../../../cards/letter-card';
import { Report } from '../../../../cards/report';
import { signedIn } from '../../../../cards/signed-in';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { openDocument } from '../../../../platform/files';
import { Banner, Button, Card, Cell, Empty, Grid, Grow, Page, Row, Section, StatusTag, Text, confirm, toast } from '../../../../ui';

function Honour({ row, done }: { row: HonourView; done: () => void }) {
  const withdraw = useAction((key, id: number) => api.campaigns.withdraw(id, key), () => { toast('已谢绝', 'ok'); done(); });
  const paper = useAction(() => api.campaigns.certificate(row.nominationId), ({ url, name }) => void openDocument(url, name));
  const ask = async () => { if (await confirm({ title: `不参加“${row.title}”？`, text: '谢绝后名单里不再有这个名字，这一次不能再推荐。', ok: '谢绝' })) void withdraw.run(row.nominationId); };
  return (
    <Card tone={row.status === 'AWARDED' ? 'gold' : 'plain'}>
      <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{row.title}</Text></Grow><StatusTag status={row.status} labels={NOMINATION_STATUSES} tone={row.status === 'AWARDED' ? 'ok' : row.status === 'SHORTLISTED' ? 'gold' : 'quiet'} /></Row>
      <Text size='sm' tone='soft' block>{[row.unitId ? row.name : '', row.areaName, NOMINATION_SOURCES[row.source], day(row.at)].filter(Boolean).join(' · ')}</Text>
      {row.certificateNo ? <Text size='sm' block>{row.certificateNo}</Text> : null}
      <Row gap={2} wrap>
        {row.actions.includes('file') ? <Button size='small' icon='file' busy={paper.busy} onPress={() => void paper.run()}>打开证书</Button> : null}
        {row.actions.includes('withdraw') ? <Button kind='text' size='small' busy={withdraw.busy} label={`谢绝${row.title}`} onPress={() => void ask()}>谢绝</Button> : null}
      </Row>
    </Card>
  );
}
/** A campaign that collects nominations: one's own facts, and those one served beside. */
function Open({ row, done }: { row: OpenCampaignView; done: () => void }) {
  const suggest = useAction((key, who: { userId?: number; unitId?: number }) => api.campaigns.suggest(row.id, who, key), () => { toast('已推荐', 'ok'); done(); });
  return (
    <Card>
      <Text size='lg' strong block>{row.title}</Text>
      <Text size='sm' tone='soft' block>{row.areaName} · {day(startOfDay(row.from))}到{day(startOfDay(row.to))} · {sayCriteria(row.criteria)}</Text>
      {row.mine.map((one) => (
        <Row key={one.unitId ?? 0} gap={2} top wrap>
          <Grow><Text strong block>{one.unitId ? one.name : '我'}</Text><FactsLine facts={one.facts} />{one.missing.length > 0 ? <Text size='sm' tone='soft' block>还差：{one.missing.join('、')}</Text> : null}</Grow>
          {one.status ? <StatusTag status={one.status} labels={NOMINATION_STATUSES} /> : one.missing.length === 0 ? <Button kind='soft' size='small' busy={suggest.busy} label={one.unitId ? `推荐${one.name}` : `自荐${row.title}`} onPress={() => void suggest.run(one.unitId ? { unitId: one.unitId } : {})}>{one.unitId ? '推荐本单位' : '自荐'}</Button> : null}
        </Row>
      ))}
      {row.peers.length > 0 ? <Text size='sm' tone='soft' block>和您一起服务过、也够条件的：</Text> : null}
      <Row gap={2} wrap>{row.peers.map((peer) => <Button key={peer.userId} kind='plain' size='small' icon='plus' busy={suggest.busy} label={`推荐${peer.name}`} onPress={() => void suggest.run({ userId: peer.userId })}>{peer.name}</Button>)}</Row>
    </Card>
  );
}
/** 我的荣誉: what residents said, letters, honours, and who else deserves one. */
function Honours() {
  const load = useLoad(async () => {
    const [honours, open] = await Promise.all([api.campaigns.honours(), api.campaigns.open()]);
    return { honours, open };
  });
  const letters = usePages((after) => api.letters.received({ after })), words = usePages((after) => api.thanks.mine({ after }));
  const receive = useAction((key, id: number) => api.letters.receive(id, key), () => { toast('已收下', 'ok'); void letters.reload(); });
  const own = (letters.data ?? []).filter((l) => l.recipient === 'PERSON' || !l.actions.includes('receive'));
  return (
    <Page title='我的荣誉' wide load={load} onRefresh={() => Promise.all([load.reload(), letters.reload(), words.reload()])}>
      {({ honours, open }) => (
        <>
          <Section title='居民对您说' note='不写是谁说的'>
            {words.data && words.data.length > 0 ? <Grid cols={1} desk={2}>{words.data.map((w) => <Card key={w.id} tone='gold'><Text size='lg' block>“{w.text}”</Text><Row gap={2} spread><Text size='sm' tone='soft'>{w.taskTitle} · {day(w.at)}</Text><Report kind='thanks' id={w.id} what='这句话' /></Row></Card>)}</Grid>
              : <Card><Empty icon='heart' title='还没有' text='您帮过的居民说“解决了”时，会有人写一句感谢，社区看过就在这里。' /></Card>}
            {words.data && !words.done ? <Button kind='soft' size='small' onPress={() => void words.more()}>再看一些</Button> : null}
          </Section>
          <Grid cols={1} desk={2}>
            <Section title='表扬信'>
              {own.length > 0 ? own.map((letter) => <LetterCard key={letter.id} letter={letter}>{letter.actions.includes('receive') ? <Button size='small' icon='check' busy={receive.busy} onPress={() => void receive.run(letter.id)}>收下</Button> : null}</LetterCard>)
                : <Card><Empty icon='send' title='还没有表扬信' text='年底，社区按核实过的服务写好，街道编号送出。' /></Card>}
            </Section>
            <Section title='荣誉和推荐'>
              {honours.length > 0 ? honours.map((row) => <Honour key={row.nominationId} row={row} done={() => void load.reload()} />) : <Card><Empty icon='medal' title='还没有荣誉' text='社区和街道评选时，会从核实过的服务里找人。' /></Card>}
            </Section>
          </Grid>
          {open.length > 0 ? <Section title='正在推荐'><Grid cols={1} desk={2}>{open.map((row) => <Open key={row.id} row={row} done={() => void load.reload()} />)}</Grid></Section> : null}
          <Card flush>
            <Cell icon='star' title='双评价' note='社区给您的评价，您给社区的评价' to='/packages/more/pages/evaluations/index' />
            <Cell icon='megaphone' title='评选公示' note='谁都可以看，公示期内可以提异议' to='/packages/more/pages/campaign-notice/index' />
          </Card>
          <Banner tone='info'>没有投票，也不排名次：只看核实过的服务，谁决定、谁公示都写明白。</Banner>
        </>
      )}
    </Page>
  );
}
export default signedIn('我的荣誉', Honours);
