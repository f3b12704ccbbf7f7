import { ASPECTS, EVALUATION_LIMITS, EVALUATION_STATUSES, LEVELS, TO_PHRASES, type Aspect, type EvaluationException, type EvaluationRoundView, type EvaluationSubject, type Level } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { FactsLine } from '../../../../cards/facts-line';
import { LEVEL_OPTIONS, LevelTag } from '../../../../cards/level-words';
import { SayDialog } from '../../../../cards/say-dialog';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Checkbox, Empty, Grid, Grow, Page, Progress, Row, Section, Segmented, Stack, StatusTag, Tag, Text, confirm, toast } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';

/** What the secretary chose otherwise than proposed; `later`: not now. */
interface Own { level?: Level; sentence?: string; later?: boolean }
const keyOf = (s: Pick<EvaluationSubject, 'userId' | 'unitId'>): string => (s.unitId ? `u${s.unitId}` : `p${s.userId}`);
const shown = (s: EvaluationSubject, own: Own | undefined): { level: Level; sentence: string } => {
  const level = own?.level ?? s.level;
  return { level, sentence: own?.sentence ?? (level === 'IMPROVE' ? '' : s.sentence) };
};
const asException = (s: EvaluationSubject, own: Own): EvaluationException => {
  const who = s.unitId ? { unitId: s.unitId } : { userId: s.userId! };
  return own.later ? who : { ...who, ...shown(s, own) };
};

function Waiting({ subject, own, change }: { subject: EvaluationSubject; own: Own | undefined; change: (own: Own) => void }) {
  const [writing, setWriting] = useState(false);
  const { level, sentence } = shown(subject, own);
  const pick = (next: Level) => { if (next === level) return; change({ level: next }); if (next === 'IMPROVE') setWriting(true); };
  return (
    <Card>
      <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{subject.name}</Text></Grow>{subject.unitId ? <Tag tone='info' icon='building'>单位</Tag> : null}</Row>
      {subject.unitName ? <Text size='sm' tone='soft' block>{subject.unitName}</Text> : null}
      <FactsLine facts={subject.facts} />
      {subject.isOwn ? <Banner tone='info'>与您自己有关，请同事来评价。</Banner> : own?.later ? <Text tone='soft' block>这次先不发，留着以后评价。</Text> : (
        <>
          <Segmented label={`${subject.name}的评价`} options={LEVEL_OPTIONS} value={level} onChange={pick} />
          <Text block>{sentence || (level === 'IMPROVE' ? '请写一句哪里可以更好' : '（没有评语）')}</Text>
        </>
      )}
      {subject.isOwn ? null : (
        <Row gap={2} spread>
          {own?.later ? <Box /> : <Button kind='text' size='small' icon='edit' label={`改写给${subject.name}的评语`} onPress={() => setWriting(true)}>改评语</Button>}
          <Checkbox value={own?.later ?? false} label={`${subject.name}先不发`} onChange={(later) => change({ ...own, later })}>先不发</Checkbox>
        </Row>
      )}
      {writing ? <SayDialog title={`给${subject.name}的一句话`} label='评语' phrases={level === 'IMPROVE' ? ['来不了请早点说一声', '请按约定时间到场'] : TO_PHRASES} limits={{ ...EVALUATION_LIMITS.sentence, min: level === 'IMPROVE' ? 1 : 0 }} start={sentence} ok='好' onClose={() => setWriting(false)} onSend={(text) => { change({ ...own, level, sentence: text }); setWriting(false); }} /> : null}
    </Card>
  );
}
const Sent = ({ subject }: { subject: EvaluationSubject }) => (
  <Card>
    <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{subject.name}</Text></Grow><LevelTag level={subject.level} /></Row>
    <FactsLine facts={subject.facts} />
    {subject.sentence ? <Text block>{subject.sentence}</Text> : null}
    <Row gap={2} wrap><StatusTag status={subject.status} labels={EVALUATION_STATUSES} tone={subject.status === 'DELIVERED' ? 'ok' : subject.status === 'SENT' ? 'info' : 'quiet'} /></Row>
    {subject.answer ? <Banner tone='gold' title='本人回应'>{subject.answer}</Banner> : null}
  </Card>
);
/** What the other side says of the community. */
function Said({ view }: { view: EvaluationRoundView }) {
  const aspects = Object.keys(ASPECTS) as Aspect[];
  return (
    <Grid cols={1} desk={2}>
      <Section title='党员怎么说' note={view.said ? `${view.said.count} 人` : undefined}>
        {view.said ? (
          <Card><Stack gap={3}>
            {aspects.map((aspect) => <Stack key={aspect} gap={1}><Text strong block>{ASPECTS[aspect]}</Text>{(Object.keys(LEVELS) as Level[]).map((level) => <Progress key={level} value={view.said!.counts[aspect][level]} max={view.said!.count} tone={level === 'IMPROVE' ? 'warn' : 'pine'} label={`${LEVELS[level]} ${view.said!.counts[aspect][level]} 人`} />)}</Stack>)}
            {view.said.sentences.map((text, i) => <Text key={i} block>“{text}”</Text>)}
          </Stack></Card>
        ) : <Card><Empty icon='chat' title='现在还不显示' text='评价先攒着，三个人以上才一起显示，最近几条到截止再放出，不记名，谁也猜不出是谁说的。' /></Card>}
      </Section>
      <Section title='单位怎么说'>
        {view.unitsSaid.length === 0 ? <Card><Empty icon='building' title='还没有单位评价' text='报到单位的联络员在“单位来信”里评价。' /></Card> : view.unitsSaid.map((said) => (
          <Card key={said.unitName}>
            <Text strong block>{said.unitName}</Text>
            {aspects.map((aspect) => <Row key={aspect} spread><Text tone='soft'>{ASPECTS[aspect]}</Text><LevelTag level={said[aspect]} /></Row>)}
            {said.sentence ? <Text block>“{said.sentence}”</Text> : null}
          </Card>
        ))}
      </Section>
    </Grid>
  );
}
const TABS = { WAITING: '待发', SENT: '已发', SAID: '对社区的评价' } as const;
function Round() {
  const id = Number(useRouter().params['id']);
  const round = useLoad(() => api.evaluations.round(id), [id]);
  const [chosen, setTab] = useState<keyof typeof TABS | null>(null);
  const [own, setOwn] = useState<Record<string, Own>>({});
  const send = useAction((key, exceptions: EvaluationException[]) => api.evaluations.send(id, exceptions.length > 0 ? { exceptions } : {}, key), (view) => { setOwn({}); round.set(view); setTab('SENT'); toast('已发给本人，请他先看', 'ok'); });
  const waiting = round.data?.subjects.filter((s) => s.status === 'WAITING') ?? [], sent = round.data?.subjects.filter((s) => s.status !== 'WAITING') ?? [];
  const tab = chosen ?? (round.data && waiting.length === 0 && sent.length > 0 ? 'SENT' : 'WAITING');
  const going = waiting.filter((s) => !s.isOwn && !own[keyOf(s)]?.later), unsaid = going.find((s) => shown(s, own[keyOf(s)]).level === 'IMPROVE' && !shown(s, own[keyOf(s)]).sentence);
  const ask = async () => {
    if (unsaid) { toast(`请给${unsaid.name}写一句哪里可以更好`, 'bad'); return; }
    if (await confirm({ title: `发出 ${going.length} 份评价？`, text: '本人先看到，可以回应；七天后，同意告知单位的才送到单位。发出后不能改。', ok: '全部发出' })) void send.run(waiting.filter((s) => own[keyOf(s)] && !s.isOwn).map((s) => asException(s, own[keyOf(s)]!)));
  };
  return (
    <Page title='双评价' wide load={round} footer={tab === 'WAITING' && round.data?.actions.includes('send') ? <Button icon='send' busy={send.busy} disabled={going.length === 0} onPress={() => void ask()}>全部发出（{going.length} 份）</Button> : undefined}>
      {(view) => (
        <>
          <Card tone='pine'>
            <Text size='lg' strong block>{view.areaName} · {view.title}</Text>
            <Text size='sm' tone='soft' block>{view.isOpen ? `${day(view.closesAt)}截止。评价已按核实的服务填好，只改例外。` : '这一期已经结束。'}</Text>
          </Card>
          <Segmented label='看什么' options={[{ key: 'WAITING', text: TABS.WAITING, count: waiting.length }, { key: 'SENT', text: `${TABS.SENT} ${sent.length}` }, { key: 'SAID', text: `${TABS.SAID} ${view.voices}` }]} value={tab} onChange={setTab} />
          {tab === 'SAID' ? <Said view={view} /> : (tab === 'WAITING' ? waiting : sent).length === 0 ? <Card><Empty icon='star' title={tab === 'WAITING' ? '没有等着评价的' : '还没有发出'} text={tab === 'WAITING' ? '这段时间有核实记录的党员和单位都评价过了。' : '在“待发”里看一遍，一点就发。'} /></Card> : (
            <Grid cols={1} desk={3}>
              {tab === 'WAITING' ? waiting.map((s) => <Waiting key={keyOf(s)} subject={s} own={own[keyOf(s)]} change={(next) => setOwn((old) => ({ ...old, [keyOf(s)]: next }))} />) : sent.map((s) => <Sent key={keyOf(s)} subject={s} />)}
            </Grid>
          )}
        </>
      )}
    </Page>
  );
}
export default deskPage('双评价', 'honour.manage', Round);
