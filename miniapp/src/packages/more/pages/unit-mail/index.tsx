import type { MeView, UnitEvaluationView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { FactsLine } from '../../../../cards/facts-line';
import { LetterCard } from '../../../../cards/letter-card';
import { LevelTag } from '../../../../cards/level-words';
import { Report } from '../../../../cards/report';
import { signedIn } from '../../../../cards/signed-in';
import { VoiceForm } from '../../../../cards/voice-form';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages, type Pages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Empty, ErrorState, Grid, Grow, ListFooter, Page, Row, Segmented, Skeleton, Text, toast } from '../../../../ui';

type Tab = 'LETTERS' | 'EVALUATIONS' | 'VOICE';
const EvaluationCard = ({ row }: { row: UnitEvaluationView }) => (
  <Card>
    <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{row.name ?? row.unitName}</Text></Grow><LevelTag level={row.level} /></Row>
    <Text size='sm' tone='soft' block>{row.communityName} · {row.title} · {day(row.deliveredAt)}</Text>
    <FactsLine facts={row.facts} />
    {row.sentence ? <Text block>{row.sentence}</Text> : null}
    {row.answer ? <><Banner tone='gold' title='本人回应'>{row.answer}</Banner><Report kind='answer' id={row.id} what='这句回应' /></> : null}
  </Card>
);
function Rows<T>({ pages, empty, one }: { pages: Pages<T>; empty: [title: string, text: string]; one: (row: T) => JSX.Element }) {
  if (!pages.data) return pages.error ? <ErrorState text={pages.error} onRetry={() => void pages.reload()} /> : <Skeleton rows={2} />;
  if (pages.data.length === 0) return <Card><Empty icon='send' title={empty[0]} text={empty[1]} /></Card>;
  return <><Grid cols={1} desk={2}>{pages.data.map(one)}</Grid><ListFooter pages={pages} /></>;
}
/** For the liaison: letters to sign for, evaluations his members agreed to, and the unit's own word about the community. */
function UnitMail({ me }: { me: MeView }) {
  const [tab, setTab] = useState<Tab>('LETTERS');
  const units = me.posts.filter((post) => post.role === 'UNIT_LIAISON').map((post) => post.unitName);
  const letters = usePages((after) => api.letters.received({ after }));
  const evaluations = usePages((after) => api.evaluations.ofUnits({ after }));
  const asked = useLoad(() => api.evaluations.asked());
  const receive = useAction((key, id: number) => api.letters.receive(id, key), () => { toast('已签收，街道看得到', 'ok'); void letters.reload(); });
  const toUnits = (asked.data ?? []).filter((ask) => ask.unitId !== null), open = toUnits.filter((ask) => !ask.given).length, unsigned = (letters.data ?? []).filter((l) => l.actions.includes('receive')).length;
  if (units.length === 0) return <Page title='单位来信'><Empty icon='building' title='只有单位联络员能看' text='请本单位党组织联系社区，登记您为联络员。' /></Page>;
  return (
    <Page title='单位来信' wide onRefresh={() => Promise.all([letters.reload(), evaluations.reload(), asked.reload()])}>
      <Text tone='soft' block>{units.join('、')}</Text>
      <Segmented label='看什么' options={[{ key: 'LETTERS', text: '表扬信', count: unsigned }, { key: 'EVALUATIONS', text: '社区的评价' }, { key: 'VOICE', text: '评价社区', count: open }]} value={tab} onChange={setTab} />
      {tab === 'LETTERS' ? <Rows pages={letters} empty={['还没有来信', '街道送来的表扬信在这里，一点签收。']} one={(letter) => (
        <LetterCard key={letter.id} letter={letter}>{letter.actions.includes('receive') ? <Button size='small' icon='check' busy={receive.busy} label={`签收给${letter.name}的表扬信`} onPress={() => void receive.run(letter.id)}>签收</Button> : null}</LetterCard>
      )} /> : tab === 'EVALUATIONS' ? <Rows pages={evaluations} empty={['还没有评价', '社区对单位的评价，和党员本人同意告知单位的评价在这里。']} one={(row) => <EvaluationCard key={row.id} row={row} />} />
        : toUnits.length === 0 ? <Card><Empty icon='star' title='现在没有要评价的' text='报到的社区开始一期双评价时，这里可以代表单位评价社区。' /></Card> : <Grid cols={1} desk={2}>{toUnits.map((ask) => <VoiceForm key={`${ask.roundId}-${ask.unitId}`} ask={ask} done={() => void asked.reload()} />)}</Grid>}
    </Page>
  );
}
export default signedIn('单位来信', UnitMail);
