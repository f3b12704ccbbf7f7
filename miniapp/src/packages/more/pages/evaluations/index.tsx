import { EVALUATION_LIMITS, EVALUATION_STATUSES, type EvaluationView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { FactsLine } from '../../../../cards/facts-line';
import { LevelTag } from '../../../../cards/level-words';
import { SayDialog } from '../../../../cards/say-dialog';
import { signedIn } from '../../../../cards/signed-in';
import { VoiceForm } from '../../../../cards/voice-form';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Empty, ErrorState, Grid, Grow, ListFooter, Page, Row, Section, Skeleton, StatusTag, Text, toast } from '../../../../ui';

/** What the community says of him: he reads it first, and may answer. */
function Received({ view, done }: { view: EvaluationView; done: () => void }) {
  const [answering, setAnswering] = useState(false);
  const answer = useAction((key, id: number, text: string) => api.evaluations.answer(id, { text }, key), () => { setAnswering(false); toast('已回应', 'ok'); done(); });
  return (
    <Card>
      <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{view.communityName} · {view.title}</Text></Grow><LevelTag level={view.level} /></Row>
      <FactsLine facts={view.facts} />
      {view.sentence ? <Text block>{view.sentence}</Text> : null}
      {view.answer ? <Banner tone='gold' title='您的回应'>{view.answer}</Banner> : null}
      {view.answerHeld ? <Text size='sm' tone='soft' block>{view.answerHeld === 'WAIT' ? '正在核对，通过后单位才能看到' : '这句话已撤下，单位看不到'}</Text> : null}
      <Row gap={2} wrap><StatusTag status={view.status} labels={EVALUATION_STATUSES} tone={view.status === 'SENT' ? 'warn' : view.status === 'DELIVERED' ? 'ok' : 'quiet'} /></Row>
      {view.actions.includes('answer') ? (
        <>
          <Text size='sm' tone='soft' block>{view.unitName && view.isShared ? `${day(view.deliverAt)}送到${view.unitName}；您现在回应，就和回应一起送去。` : '您没有同意告知单位，这份评价只有您和社区看得到。要改，在“设置”的同意事项里。'}</Text>
          <Row><Button kind='soft' icon='edit' onPress={() => setAnswering(true)}>回应一句</Button></Row>
        </>
      ) : null}
      {answering ? <SayDialog title='您的回应' note='只能回应一次。' label='回应' phrases={['谢谢，明年继续', '有几次服务没有记上，请再核对']} limits={EVALUATION_LIMITS.answer} ok='回应' busy={answer.busy} error={answer.fields['text']} onClose={() => setAnswering(false)} onSend={(text) => void answer.run(view.id, text)} /> : null}
    </Card>
  );
}
function Evaluations() {
  const mine = usePages((after) => api.evaluations.mine({ after }));
  const asked = useLoad(() => api.evaluations.asked());
  const own = (asked.data ?? []).filter((ask) => ask.unitId === null);
  return (
    <Page title='双评价' wide onRefresh={() => Promise.all([mine.reload(), asked.reload()])}>
      {own.length > 0 ? <Section title='请您评价社区' note='不记名，满三人才显示'><Grid cols={1} desk={2}>{own.map((ask) => <VoiceForm key={ask.roundId} ask={ask} done={() => void asked.reload()} />)}</Grid></Section> : null}
      <Section title='社区给您的评价'>
        {!mine.data ? mine.error ? <ErrorState text={mine.error} onRetry={() => void mine.reload()} /> : <Skeleton rows={2} /> : mine.data.length === 0 ? <Card><Empty icon='star' title='还没有评价' text='社区一年评价一次，写好了先给您看。' /></Card> : (
          <>
            <Grid cols={1} desk={2}>{mine.data.map((view) => <Received key={view.id} view={view} done={() => void mine.reload()} />)}</Grid>
            <ListFooter pages={mine} />
          </>
        )}
      </Section>
    </Page>
  );
}
export default signedIn('双评价', Evaluations);
