import { SUGGESTION_KINDS, SUGGESTION_LIMITS, SUGGESTION_STATUSES, type SuggestionStatus, type SuggestionView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { ago } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Empty, Page, Row, Segmented, Stack, StatusTag, Tag, Text, toast } from '../../../../ui';
import { overCity } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';

const STATES = (['OPEN', 'ANSWERED'] as const).map((key) => ({ key, text: SUGGESTION_STATUSES[key] }));
const READY = ['收到，已安排改进，改好再告诉您', '这一项以后由系统带出，不用再填', '谢谢提醒，已通知社区按规定办'] as const;

function Answers({ me }: DeskProps) {
  const [status, setStatus] = useState<SuggestionStatus>('OPEN'), [asked, setAsked] = useState<SuggestionView | null>(null), allowed = overCity(me, 'desk.view');
  const rows = usePages(allowed ? (after) => api.suggestions.list({ status, after }) : null, [status]);
  const answer = useAction((key, id: number, text: string) => api.suggestions.answer(id, { answer: text }, key), () => { setAsked(null); toast('已答复，会通知本人', 'ok'); void rows.reload(); });
  if (!allowed) return <Page title='答复意见'><Card><Empty icon='shield' title='由市里统一答复' text='您可以在“我的 · 意见建议”里提出意见。' action={<Button kind='plain' to='/packages/more/pages/suggestions/index'>去提意见</Button>} /></Card></Page>;
  return (
    <Page title='答复意见' onRefresh={rows.reload}>
      <Segmented label='状态' options={STATES} value={status} onChange={setStatus} />
      <Listing pages={rows} empty={<Card><Empty icon='chat' title={status === 'OPEN' ? '没有等答复的' : '还没有答复过'} text='大家在“意见建议”里说的、按“这个填过了”的，都到这里。' /></Card>}>
        {(list, footer) => (
          <Stack>
            {list.map((one) => (
              <Card key={one.id}><Stack gap={2}>
                <Row gap={2} spread><Tag tone={one.kind === 'TWICE' || one.kind === 'BURDEN' ? 'gold' : 'info'}>{SUGGESTION_KINDS[one.kind]}</Tag><StatusTag status={one.status} labels={SUGGESTION_STATUSES} /></Row>
                <Text block>{one.text}</Text>
                <Text size='sm' tone='faint' block>{[one.page, ago(one.at)].filter(Boolean).join(' · ')}</Text>
                {one.answer ? <Banner tone='ok' title='答复'>{one.answer}</Banner> : null}
                {one.actions.includes('answer') ? <Row><Button size='small' kind='soft' label={`答复：${one.text.slice(0, 12)}`} onPress={() => setAsked(one)}>答复</Button></Row> : null}
              </Stack></Card>
            ))}
            {footer}
          </Stack>
        )}
      </Listing>
      <ReasonDialog open={asked !== null} title='答复这条意见' note={asked?.text} label='答复' reasons={READY} limits={SUGGESTION_LIMITS.answer} ok='答复' busy={answer.busy} error={answer.fields['answer']} onClose={() => setAsked(null)} onSend={(text) => { if (asked) void answer.run(asked.id, text); }} />
    </Page>
  );
}
export default deskPage('答复意见', 'desk.view', Answers);
