import { REPORT_WHYS, REVIEW_FILTERS, REVIEW_KINDS, REVIEW_LIMITS, REVIEW_STATES, REVIEW_WHYS, type ReviewFilter, type ReviewResult, type ReviewView } from '@xianfeng/shared';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { useElder } from '../../../../session';
import { Banner, Box, Button, Card, Empty, Grid, Page, PhotoGrid, Row, Section, Segmented, Stack, Tag, Text, confirm, offerUndo, toast } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';
import { waited } from '../../parts/waited';

const STATES = (Object.keys(REVIEW_FILTERS) as ReviewFilter[]).map((key) => ({ key, text: REVIEW_FILTERS[key] }));
const REASONS = ['照片里能看清别人的脸或门牌', '内容与社区服务无关', '像是广告', '用语不文明，请改一改', '写了别人的隐私'] as const;
const TONES = { WAIT: 'gold', LOOK: 'info', PASSED: 'ok', DOWN: 'red' } as const;
const STATE_WORDS = { WAIT: '待核对', LOOK: '已公开', PASSED: '已通过', DOWN: '已撤下' } as const;
const name = (one: ReviewView): string => `${REVIEW_KINDS[one.kind]}：${one.words.map((w) => w.text).join(' ').slice(0, 14) || one.authorName}`;

interface Doing { pass: (rows: readonly ReviewView[]) => void; down: (row: ReviewView) => void; reopen: (row: ReviewView) => void; busy: boolean }
function Head({ one }: { one: ReviewView }) {
  return (
    <Row gap={2} wrap>
      <Tag tone={TONES[one.state]}>{STATE_WORDS[one.state]}</Tag>
      {one.state === 'WAIT' || one.state === 'LOOK' ? <Tag {...(one.late ? { tone: 'red' as const } : {})} icon={one.late ? 'alert' : 'clock'}>{waited(one.since)}</Tag> : null}
    </Row>
  );
}
function Why({ one }: { one: ReviewView }) {
  const said = one.reports.map(({ why, count }) => `${REPORT_WHYS[why]}${count > 1 ? `（${count} 人）` : ''}`).join('、');
  return (
    <>
      <Text size='sm' tone='soft' block>{[one.authorName, one.area.name, REVIEW_WHYS[one.why]].filter(Boolean).join(' · ')}</Text>
      {said ? <Text size='sm' tone='red' block>举报：{said}</Text> : null}
      {one.decidedBy ? <Text size='sm' tone='soft' block>{one.decidedBy}{one.decidedAt ? `，${time(one.decidedAt)}` : ''}{one.reason ? `：${one.reason}` : ''}</Text> : null}
    </>
  );
}
function Buttons({ one, doing }: { one: ReviewView; doing: Doing }) {
  const may = (action: ReviewView['actions'][number]) => one.actions.includes(action);
  if (one.actions.length === 0) return <Text size='sm' tone='soft' block>是您自己发的，请别的同事看</Text>;
  return (
    <Row gap={2} wrap>
      {may('pass') ? <Button size='small' icon='check' label={`通过：${name(one)}`} busy={doing.busy} onPress={() => doing.pass([one])}>通过</Button> : null}
      {may('takeDown') ? <Button kind='plain' size='small' label={`撤下：${name(one)}`} onPress={() => doing.down(one)}>撤下</Button> : null}
      {may('reopen') ? <Button kind='text' size='small' icon='undo' label={`${one.state === 'DOWN' ? '恢复' : '重新核对'}：${name(one)}`} onPress={() => doing.reopen(one)}>{one.state === 'DOWN' ? '恢复' : '重新核对'}</Button> : null}
    </Row>
  );
}
function PhotoItem({ one, doing }: { one: ReviewView; doing: Doing }) {
  return (
    <Card className='d-review'>
      {one.photo ? <PhotoGrid label={name(one)} photos={[{ id: one.photo.id, url: fileUrl(one.photo.url), thumbUrl: fileUrl(one.photo.thumbUrl) }]} /> : null}
      <Head one={one} />
      <Text strong block>{one.words.map((w) => `${w.label} · ${w.text}`).join('') || '照片'}</Text>
      <Why one={one} />
      <Buttons one={one} doing={doing} />
    </Card>
  );
}
function WordsItem({ one, doing }: { one: ReviewView; doing: Doing }) {
  return (
    <Card>
      <Row gap={2} spread wrap><Text size='lg' strong>{REVIEW_KINDS[one.kind]}</Text><Head one={one} /></Row>
      <Stack gap={1}>{one.words.map((w) => <Text key={w.label} block keepLines><Text tone='soft'>{w.label}：</Text>{w.text}</Text>)}</Stack>
      <Why one={one} />
      <Row gap={2} wrap><Buttons one={one} doing={doing} />{one.link ? <Button kind='text' size='small' label={`打开${name(one)}`} to={one.link}>看原页</Button> : null}</Row>
    </Card>
  );
}
/** 内容核对: what others see, or want to see, looked at by somebody in office. */
function Reviews({ me, area, choose }: DeskProps) {
  const elder = useElder();
  const [show, setShow] = useState<ReviewFilter>('OPEN'), [downing, setDowning] = useState<ReviewView | null>(null);
  const rows = usePages((after) => api.reviews.list({ areaId: area.id, show, after }), [area.id, show]);
  const back = useAction(async (key, ids: number[]) => { for (const id of ids) await api.reviews.reopen(id, `${key}-${id}`); }, () => { toast('已退回待处理', 'ok'); void rows.reload(); });
  const passed = ({ done, refused }: ReviewResult, ids: readonly number[]) => {
    void rows.reload();
    if (refused.length > 0) toast(`${refused.length} 项没通过：${refused[0]!.message}`);
    const good = ids.filter((id) => refused.every((r) => r.id !== id));
    if (done > 0) offerUndo(done > 1 ? `通过了 ${done} 项` : '已通过', () => void back.run(good));
  };
  const pass = useAction((key, ids: number[]) => api.reviews.pass({ ids }, key).then((result) => ({ result, ids })), ({ result, ids }) => passed(result, ids));
  const down = useAction((key, id: number, reason: string) => api.reviews.takeDown(id, { reason }, key), (view) => { setDowning(null); void rows.reload(); offerUndo('已撤下，处处都看不到了', () => void back.run([view.id])); });
  const doing: Doing = { pass: (those) => void pass.run(those.map((r) => r.id)), down: setDowning, reopen: (row) => void back.run([row.id]), busy: pass.busy };
  const all = async (those: readonly ReviewView[], what: '张' | '项') => {
    if (await confirm({ title: `这 ${those.length} ${what}都通过？`, text: what === '张' ? '请先把不合适的撤下。通过后别人就能看到。' : '请先把不合适的撤下。', ok: '都通过' })) doing.pass(those);
  };
  return (
    <Page title='内容核对' wide onRefresh={rows.reload}>
      <Row gap={2} wrap><Segmented label='处理情况' options={STATES} value={show} onChange={setShow} /><AreaSwitch me={me} permission='content.review' area={area} choose={choose} /></Row>
      <Listing pages={rows} empty={<Card><Empty icon='shield' title={show === 'OPEN' ? '没有等着核对的' : '还没有处理过'} text='机器拿不准的文字和照片、大家举报的、工作人员发布的，都到这里看一眼。' /></Card>}>
        {(list, footer) => {
          const photos = list.filter((r) => r.kind === 'photo'), words = list.filter((r) => r.kind !== 'photo'), [good, fine] = [photos, words].map((rest) => rest.filter((r) => r.actions.includes('pass')).slice(0, REVIEW_LIMITS.batch)) as [ReviewView[], ReviewView[]];
          return (
            <>
              {list.some((r) => r.late) ? <Banner tone='warn' title={`等了一天以上的有 ${list.filter((r) => r.late).length} 项`}>排在最前面的等得最久，请先看。</Banner> : null}
              {photos.length > 0 ? (
                <Section title='照片' note={`${photos.length} 张`} action={good.length > 1 ? <Button kind='soft' size='small' icon='check' busy={pass.busy} onPress={() => void all(good, '张')}>{`这 ${good.length} 张都通过`}</Button> : undefined}>
                  <Grid cols={elder ? 1 : 2} desk={4}>{photos.map((one) => <PhotoItem key={one.id} one={one} doing={doing} />)}</Grid>
                </Section>
              ) : null}
              {words.length > 0 ? <Section title='文字' note={`${words.length} 项`} action={fine.length > 1 ? <Button kind='soft' size='small' icon='check' busy={pass.busy} onPress={() => void all(fine, '项')}>{`这 ${fine.length} 项都通过`}</Button> : undefined}><Grid cols={1} desk={2}>{words.map((one) => <WordsItem key={one.id} one={one} doing={doing} />)}</Grid></Section> : null}
              {footer}
            </>
          );
        }}
      </Listing>
      {downing ? <ReasonDialog open title={`撤下这${downing.kind === 'photo' ? '张照片' : `份${REVIEW_KINDS[downing.kind]}`}`} note={`${REVIEW_STATES[downing.state]}。撤下后处处都看不到，记录留着；原因会告诉本人。`} label='撤下的原因' reasons={REASONS} limits={REVIEW_LIMITS.reason} ok='撤下' danger busy={down.busy} error={down.fields['reason']} onClose={() => setDowning(null)} onSend={(reason) => void down.run(downing.id, reason)} /> : null}
    </Page>
  );
}
export default deskPage('内容核对', 'content.review', Reviews);
