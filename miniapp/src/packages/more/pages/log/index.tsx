import { LOG_LIMITS, LOG_PHRASES, type LogView, type SubmitLogInput } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { api } from '../../../../api';
import { signedIn } from '../../../../cards/signed-in';
import { useDraft } from '../../../../lib/draft';
import { span } from '../../../../lib/format';
import { replace } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePhotos, type SentPhoto } from '../../../../lib/use-photos';
import { Banner, Button, Card, Chips, Empty, Field, Page, PhotoPicker, Stack, Text, TextArea, confirm, toast } from '../../../../ui';

type Phrase = (typeof LOG_PHRASES)[number];
interface Draft { phrases: Phrase[]; text: string; photos: SentPhoto[]; begun: boolean }
const EMPTY: Draft = { phrases: [], text: '', photos: [], begun: false };
const PHRASES = LOG_PHRASES.map((text) => ({ key: text, text }));

/** The sentences tapped, then the words typed: what the log says. */
const wholeText = ({ phrases, text }: Draft): string => [phrases.join('，'), text.trim()].filter(Boolean).join('。');

/** A log sent in before comes back as a draft, so that only what was asked for must be added. */
function LogForm({ claimId, title, when, before, photoReason }: { claimId: number; title: string; when: string; before: LogView | null; photoReason: string | null }) {
  const draft = useDraft<Draft>(`log:${claimId}`, EMPTY);
  const start = draft.value.begun ? draft.value.photos : before?.photos ?? [];
  const photos = usePhotos(start, (sent) => draft.set({ photos: sent, begun: true }), `log:${claimId}`);
  useEffect(() => { if (before && !draft.value.begun) draft.set({ text: before.text, photos: before.photos, begun: true }); }, []);
  const send = useAction((key, input: SubmitLogInput) => (before ? api.logs.resubmit(before.id, input, key) : api.logs.submit(input, key)), (log) => {
    draft.clear();
    toast('已提交，等社区核实', 'ok');
    replace(`/packages/more/pages/log-view/index?id=${log.id}`);
  });
  const text = wholeText(draft.value);
  const failed = photos.photos.filter((photo) => photo.state === 'failed').length;
  const submit = async () => {
    const missing = photos.photos.length - photos.ids.length;
    if (missing > 0 && !(await confirm({ title: `还有 ${missing} 张照片没传上`, text: '可以先提交文字，照片之后再补。', ok: '先提交', cancel: '再等等' }))) return;
    void send.run({ claimId, text: text.slice(0, LOG_LIMITS.text.max), ...(photos.ids.length > 0 ? { photoIds: photos.ids } : {}) });
  };
  return (
    <Page title={before ? '补充日志' : '写日志'} footer={<Button icon='send' busy={send.busy} onPress={() => void submit()}>提交</Button>}>
      <Card>
        <Text size='lg' strong block>{title}</Text>
        <Text size='sm' tone='soft' block>{when}</Text>
      </Card>
      {before?.reason ? <Banner tone='warn' title='社区请您补充'>{before.reason}</Banner> : null}
      {draft.restored && draft.value.begun && !before ? <Banner tone='info'>接着上次没写完的。</Banner> : null}
      <Card><Stack gap={4}>
        <Field label='点一句就行' group><Chips wrap label='常用的话' options={PHRASES} value={draft.value.phrases} onChange={(phrases) => draft.set({ phrases, begun: true })} /></Field>
        <Field label='想多说一句' error={send.fields['text']}><TextArea value={draft.value.text} onChange={(words) => draft.set({ text: words, begun: true })} maxLength={LOG_LIMITS.text.max} rows={2} placeholder='做了什么、有什么要社区知道的' /></Field>
        <Field label='照片' group hint={photoReason ? undefined : '不传照片也可以提交'} error={send.fields['photoIds']}>
          {photoReason ? <Text size='sm' tone='warn' block>这个任务需要照片：{photoReason}</Text> : null}
          <PhotoPicker photos={photos.photos} max={LOG_LIMITS.photos} onAdd={(room) => void photos.add(room)} onRetry={(key) => void photos.retry(key)} onRemove={photos.remove} />
        </Field>
        {failed > 0 ? <Banner tone='warn'>{failed} 张照片没传上，点照片可以重传；不影响提交。</Banner> : null}
      </Stack></Card>
      {text ? <Text size='sm' tone='soft'>会写成：{text}</Text> : <Text size='sm' tone='soft'>什么都不写也能提交，社区按签到核实。</Text>}
    </Page>
  );
}

function Log() {
  const claimId = Number(useRouter().params['claimId']);
  const load = useLoad(async () => {
    const claim = await api.claims.get(claimId);
    const [task, before] = await Promise.all([api.tasks.get(claim.taskId), claim.logId ? api.logs.get(claim.logId) : null]);
    return { claim, task, before };
  }, [claimId]);
  if (!load.data) return <Page title='写日志' load={load}>{null}</Page>;
  const { claim, task, before } = load.data;
  if (before && !before.actions.includes('resubmit') && !before.actions.includes('addPhotos')) {
    return <Page title='写日志'><Empty icon='check-circle' title='这次服务已写过日志' action={<Button onPress={() => replace(`/packages/more/pages/log-view/index?id=${before.id}`)}>看日志</Button>} /></Page>;
  }
  return <LogForm claimId={claimId} title={claim.title} when={span(claim.startsAt, claim.endsAt)} before={before} photoReason={task.photoRule === 'REQUIRED' ? task.photoReason : null} />;
}

export default signedIn('写日志', Log);
