import { NEED_KINDS, NEED_LIMITS, NEED_STATUSES, type NeedView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { TellMe } from '../../../../cards/tell-me';
import { NEED_ICONS } from '../../../../cards/words';
import { day, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Cell, Checkbox, Facts, Field, Grow, KindBadge, Page, PhotoGrid, Row, Section, Stack, StatusTag, Text, TextArea, Timeline, confirm, toast } from '../../../../ui';

/** 评单: the asker alone says whether it helped. */
function Feedback({ need, done }: { need: NeedView; done: (view: NeedView) => void }) {
  const [text, setText] = useState('');
  const [mayQuote, setMayQuote] = useState(false);
  const say = useAction((_key, helped: boolean) => api.needs.feedback(need.id, { helped, ...(text.trim() ? { text: text.trim(), ...(helped && mayQuote ? { mayQuote } : {}) } : {}) }), (view) => {
    done(view);
    toast(view.status === 'CONFIRMED' ? '谢谢您的反馈' : '已转回社区，会再联系您', 'ok');
  });
  return (
    <Card tone='gold'>
      <Text size='lg' strong block>这件事解决了吗？</Text>
      <Field label='想说一句' error={say.fields['text']}><TextArea value={text} onChange={setText} maxLength={NEED_LIMITS.feedback.max} rows={2} placeholder='谢谢谁，或者还差什么' /></Field>
      {need.taskId && text.trim() ? <Checkbox value={mayQuote} onChange={setMayQuote}>这句话可以转给帮忙的人，写进表扬信（不写您是谁）</Checkbox> : null}
      <Stack gap={2}>
        <Button block icon='check' busy={say.busy} onPress={() => void say.run(true)}>解决了</Button>
        <Button block kind='plain' icon='undo' disabled={say.busy} onPress={() => void say.run(false)}>还没解决</Button>
      </Stack>
    </Card>
  );
}

function Need() {
  const id = Number(useRouter().params['id']);
  const need = useLoad(() => api.needs.get(id), [id]);
  const withdraw = useAction(() => api.needs.withdraw(id), (view) => { need.set(view); toast('已撤回', 'ok'); });
  const unquote = useAction(() => api.needs.unquote(id), (view) => { need.set(view); toast('好的，不再引用', 'ok'); });
  const takeWords = async () => { if (await confirm({ title: '不再引用您的话？', text: '帮忙的人和社区不再看到那句话，没有编号的表扬信也不写。已经编号的信不变。', ok: '不再引用' })) void unquote.run(); };
  const take = async () => { if (await confirm({ title: '撤回这件事？', text: '撤回后社区不再处理，需要时可以重新提。', ok: '撤回', danger: true })) void withdraw.run(); };
  return (
    <Page title='点单详情' wide load={need}>
      {(view) => (
        <Halves left={<>
          <Card>
            <Row gap={3} top>
              <KindBadge icon={NEED_ICONS[view.kind]} tone='info' size='lg' />
              <Grow>
                <Row gap={2} top wrap className='m-head'><Grow><Text size='xl' strong block>{view.title}</Text></Grow><StatusTag status={view.status} labels={NEED_STATUSES} /></Row>
                <Text size='sm' tone='soft' block>{NEED_KINDS[view.kind]} · {view.community.name}</Text>
              </Grow>
            </Row>
            {view.text ? <Text block keepLines>{view.text}</Text> : null}
            <Facts rows={[
              ...(view.place ? [{ name: '在哪儿', value: view.place, icon: 'pin' as const }] : []),
              ...(view.onBehalfOf ? [{ name: '替谁提', value: view.onBehalfOf, icon: 'users' as const }] : []),
              { name: '提出时间', value: time(view.createdAt), icon: 'clock' },
            ]} />
            <PhotoGrid photos={view.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />
          </Card>
          {view.status === 'SUBMITTED' || view.status === 'REOPENED' ? <Banner tone={view.overdue ? 'warn' : 'info'}>{view.overdue ? '已过答复期限，社区会优先处理。着急可以打给社区。' : `社区${day(view.dueAt)}前答复您。`}</Banner> : null}
          {view.actions.includes('withdraw') ? <TellMe templates={['NEED']} text='社区有了答复、办好了' /> : null}
          {view.reply ? <Banner tone='ok' title='社区的答复'>{view.reply}</Banner> : null}
          {view.actions.includes('feedback') ? <Feedback need={view} done={need.set} /> : null}
          {view.actions.includes('unquote') ? <Button kind='text' size='small' busy={unquote.busy} onPress={() => void takeWords()}>不再引用我的话</Button> : null}
        </>} right={<>
          <Section title='办到哪一步'>
            <Card><Timeline items={view.timeline.map((event, i) => ({ key: `${event.at}-${i}`, title: event.text, time: `${time(event.at)}${event.by ? ` · ${event.by}` : ''}` }))} /></Card>
          </Section>
          {view.taskId || view.actions.includes('withdraw') ? (
            <Card flush>
              {view.taskId ? <Cell icon='tasks' title='为您发布的任务' note='看看谁来帮忙、什么时候来' to={`/packages/more/pages/task/index?id=${view.taskId}`} /> : null}
              {view.actions.includes('withdraw') ? <Cell icon='undo' danger title='不需要了，撤回' onPress={() => void take()} /> : null}
            </Card>
          ) : null}
        </>} />
      )}
    </Page>
  );
}

export default signedIn('点单详情', Need);
