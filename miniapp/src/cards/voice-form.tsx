import { ASPECTS, BY_PHRASES, type Aspect, type Level, type VoiceAsk, type VoiceInput } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { day } from '../lib/format';
import { useAction } from '../lib/use-action';
import { Button, Card, Chips, Field, Row, Segmented, Text, toast } from '../ui';
import { FactsLine } from './facts-line';
import { LEVEL_OPTIONS, LevelTag } from './level-words';
import { pickOne } from './pick-one';

const ASPECT_KEYS = Object.keys(ASPECTS) as Aspect[];
/** Three taps and, if wanted, a ready sentence: how the community did. */
export function VoiceForm({ ask, done }: { ask: VoiceAsk; done: () => void }) {
  const [levels, setLevels] = useState<Record<Aspect, Level>>({ clarity: 'GREAT', usefulness: 'GREAT', respect: 'GREAT' });
  const [sentence, setSentence] = useState<string | null>(null);
  const give = useAction((key, roundId: number, input: VoiceInput) => api.evaluations.voice(roundId, input, key), () => { toast('谢谢，社区会看到', 'ok'); done(); });
  const send = () => void give.run(ask.roundId, { ...levels, ...(sentence ? { sentence } : {}), ...(ask.unitId === null ? {} : { unitId: ask.unitId }) });
  return (
    <Card>
      <Text size='lg' strong block>{ask.communityName} · {ask.title}</Text>
      <Text size='sm' tone='soft' block>{ask.unitName ?? '您'}在这里的服务</Text>
      <FactsLine facts={ask.facts} />
      {ask.given ? (
        <>
          {ASPECT_KEYS.map((aspect) => <Row key={aspect} spread><Text tone='soft'>{ASPECTS[aspect]}</Text><LevelTag level={ask.given![aspect]} /></Row>)}
          {ask.given.sentence ? <Text block>“{ask.given.sentence}”</Text> : null}
        </>
      ) : (
        <>
          {ASPECT_KEYS.map((aspect) => <Field key={aspect} label={ASPECTS[aspect]} required group><Segmented label={ASPECTS[aspect]} options={LEVEL_OPTIONS} value={levels[aspect]} onChange={(level) => setLevels((old) => ({ ...old, [aspect]: level }))} /></Field>)}
          <Chips label='想说一句' wrap options={BY_PHRASES.map((phrase) => ({ key: phrase, text: phrase }))} value={sentence ? [sentence as (typeof BY_PHRASES)[number]] : []} onChange={(keys) => setSentence(pickOne(sentence, keys))} />
          <Row spread wrap gap={2}><Text size='sm' tone='soft'>{day(ask.closesAt)}截止，提交后不能改</Text><Button busy={give.busy} onPress={send}>提交评价</Button></Row>
        </>
      )}
    </Card>
  );
}
