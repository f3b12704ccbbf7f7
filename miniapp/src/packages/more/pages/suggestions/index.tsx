import { SUGGESTION_KINDS, SUGGESTION_LIMITS, SUGGESTION_STATUSES, type SuggestionKind, type SuggestionView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { callCommunity } from '../../../../cards/call-community';
import { ago } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { SIGN_IN } from '../../../../routes';
import { useMe } from '../../../../session';
import { Banner, Button, Card, Empty, Field, ListFooter, Page, RadioList, Row, Section, Stack, StatusTag, Tag, Text, TextArea, toast } from '../../../../ui';

const KINDS = (Object.keys(SUGGESTION_KINDS) as SuggestionKind[]).map((key) => ({ key, text: SUGGESTION_KINDS[key], note: { IDEA: '想怎么改', PROBLEM: '哪里不对、用不了', TWICE: '系统里已经有，还让我再填', BURDEN: '步骤太多、要求没必要' }[key] }));
const HINTS: Record<SuggestionKind, string> = { IDEA: '比如：字再大一点', PROBLEM: '比如：扫码没有反应', TWICE: '比如：单位又问了一遍', BURDEN: '比如：这张照片没必要拍' };

function Row1({ one }: { one: SuggestionView }) {
  return (
    <Card>
      <Stack gap={2}>
        <Row gap={2} spread><Tag tone='info'>{SUGGESTION_KINDS[one.kind]}</Tag><StatusTag status={one.status} labels={SUGGESTION_STATUSES} /></Row>
        <Text block>{one.text}</Text>
        <Text size='sm' tone='faint' block>{[one.page, ago(one.at)].filter(Boolean).join(' · ')}</Text>
        {one.answer ? <Banner tone='ok' title='市里的答复'>{one.answer}</Banner> : null}
      </Stack>
    </Card>
  );
}
function Write({ onSent }: { onSent: () => void }) {
  const { params } = useRouter();
  const page = params['page'] ? decodeURIComponent(params['page']) : '';
  const [kind, setKind] = useState<SuggestionKind>(params['kind'] === 'TWICE' ? 'TWICE' : 'IDEA'), [text, setText] = useState('');
  const send = useAction((key) => api.suggestions.send({ kind, text: text.trim(), ...(page ? { page: page.slice(0, SUGGESTION_LIMITS.page.max) } : {}) }, key), () => { toast('收到了，答复会通知您', 'ok'); setText(''); onSent(); });
  return (
    <Section title={page ? `关于“${page}”` : '我想说'}>
      <Card><Stack gap={4}>
        <Field label='哪一类' group required><RadioList options={KINDS} value={kind} onChange={setKind} /></Field>
        <Field label={kind === 'TWICE' ? '哪一项填过了' : '写一句'} required={kind !== 'TWICE' || !page} error={send.fields['text']}><TextArea value={text} onChange={setText} maxLength={SUGGESTION_LIMITS.text.max} rows={2} placeholder={HINTS[kind]} /></Field>
        <Button block busy={send.busy} onPress={() => void send.run()}>送给市里</Button>
        <Text size='sm' tone='soft' block>由市里答复，答复的人看不到您是谁。</Text>
      </Stack></Card>
    </Section>
  );
}
function Inside() {
  const mine = usePages((after) => api.suggestions.mine({ after }));
  const call = useAction(callCommunity);
  return (
    <Page title='意见建议' onRefresh={mine.reload}>
      <Write onSent={() => void mine.reload()} />
      <Section title='我说过的'>
        {(mine.data ?? []).length === 0 ? <Card><Empty icon='chat' title='还没有说过' text='说了什么、怎么答复的，都会留在这里。' /></Card> : <Stack>{mine.data?.map((one) => <Row1 key={one.id} one={one} />)}<ListFooter pages={mine} /></Stack>}
      </Section>
      <Button block kind='plain' icon='phone' busy={call.busy} onPress={() => void call.run()}>不想写字，打给社区</Button>
    </Page>
  );
}
export default function Suggestions() {
  const me = useMe();
  if (me) return <Inside />;
  return <Page title='意见建议'><Card><Empty icon='chat' title='登录后可以说' text='登录只为把答复送到您手里，答复的人看不到您是谁。' action={<Button to={SIGN_IN}>去登录</Button>} /></Card></Page>;
}
