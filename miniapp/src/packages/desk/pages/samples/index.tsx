import { EVIDENCE, RECORD_LIMITS, RECORD_ORIGINS, SAMPLE_STATUSES, TASK_KINDS, VERDICTS, type SampleRate, type SampleView, type Verdict } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { kindIcon, kindTint } from '../../../../cards/words';
import { CardHead } from '../../../../cards/card-head';
import { minutes, sayMonth, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages, type Pages } from '../../../../lib/use-pages';
import { Box, Button, Card, Dialog, Empty, Facts, Field, Grid, Page, PhotoGrid, Progress, RadioList, Row, Section, Segmented, Stack, StatusTag, Tag, Text, TextArea, toast } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';
import { CorrectDialog } from '../../parts/record-dialogs';

type Tab = 'check' | 'doubts' | 'rates';
const VERDICT_OPTIONS: readonly { key: Verdict; text: string; note: string }[] = [{ key: 'TRUE', text: VERDICTS.TRUE, note: '看过材料，没有问题' }, { key: 'DOUBT', text: VERDICTS.DOUBT, note: '写清楚哪里有疑问，由记录方的街道去查' }];
function CheckDialog({ sample, onClose, onDone }: { sample: SampleView; onClose: () => void; onDone: () => void }) {
  const [verdict, setVerdict] = useState<Verdict>('TRUE');
  const [note, setNote] = useState('');
  const send = useAction((key, input: { verdict: Verdict; note?: string }) => api.samples.check(sample.id, input, key), () => { toast('已记下核查结果', 'ok'); onDone(); });
  return (
    <Dialog open title='核查结果' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={send.busy} disabled={verdict === 'DOUBT' && note.trim().length < RECORD_LIMITS.note.min} onPress={() => void send.run({ verdict, ...(note.trim() ? { note: note.trim() } : {}) })}>记下</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>{sample.person}的“{sample.title}”，{sample.day}，{minutes(sample.minutes)}</Text>
        <Field label='结果' required group><RadioList label='结果' options={VERDICT_OPTIONS} value={verdict} onChange={setVerdict} /></Field>
        <Field label='说明' required={verdict === 'DOUBT'} error={send.fields['note']}><TextArea value={note} onChange={setNote} maxLength={RECORD_LIMITS.note.max} rows={2} placeholder='如：打过联系人电话，当天确有活动' /></Field>
      </Stack>
    </Dialog>
  );
}
function Sample({ sample, onDone }: { sample: SampleView; onDone: () => void }) {
  const [asking, setAsking] = useState<'check' | 'close' | 'correct' | null>(null);
  const done = () => { setAsking(null); onDone(); };
  const close = useAction((key, reason: string) => api.samples.close(sample.id, { reason }, key), () => { toast('已了结', 'ok'); done(); });
  const may = (step: 'check' | 'close') => sample.actions.includes(step);
  return (
    <Card>
      <CardHead icon={kindIcon(sample.kind)} tone={kindTint(sample.kind)} title={sample.title} tag={<StatusTag status={sample.status} labels={SAMPLE_STATUSES} />}>
        <Text size='sm' tone='soft' block>{sample.person} · {sample.day} · {minutes(sample.minutes)} · {TASK_KINDS[sample.kind].label}</Text>
      </CardHead>
      <Facts rows={[
        { name: '谁记的', value: `${sample.recordedBy} · ${RECORD_ORIGINS[sample.origin]}` },
        { name: '凭据', value: `${sample.evidence} · ${EVIDENCE[sample.evidence]}${sample.confirmed ? '，服务对象已确认' : ''}` },
        ...(sample.place ? [{ name: '在哪儿', value: sample.place }] : []),
        ...(sample.contactPhone ? [{ name: '负责人', value: `${sample.contactName} ${sample.contactPhone}` }] : []),
        { name: sample.origin === 'MANUAL' ? '补录依据' : '日志', value: sample.text || '（没有写字）' },
      ]} />
      <PhotoGrid photos={sample.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />
      {sample.note ? <Box className='d-shift'><Text size='sm' tone='soft' block>{sample.checkedBy}{sample.checkedAt ? `，${time(sample.checkedAt)}` : ''}</Text><Text block>{sample.note}</Text></Box> : null}
      {sample.closing ? <Text size='sm' tone='soft' block>街道：{sample.closing}</Text> : null}
      {sample.status === 'OPEN' && !may('check') ? <Text size='sm' tone='soft' block>您经手过这条记录，请另一位同事核查</Text> : null}
      <Row gap={2} wrap>
        {may('check') ? <Button size='small' label={`核查：${sample.title}，${sample.day}`} onPress={() => setAsking('check')}>核查</Button> : null}
        {may('close') ? <Button size='small' label={`查清了：${sample.title}，${sample.day}`} onPress={() => setAsking('close')}>查清了</Button> : null}
        {may('close') ? <Button kind='plain' size='small' label={`更正记录：${sample.title}，${sample.day}`} onPress={() => setAsking('correct')}>更正记录</Button> : null}
      </Row>
      {asking === 'check' ? <CheckDialog sample={sample} onClose={() => setAsking(null)} onDone={done} /> : null}
      {asking === 'correct' ? <CorrectDialog record={{ id: sample.recordId, name: sample.person, title: sample.title, day: sample.day, minutes: sample.minutes }} onClose={() => setAsking(null)} onDone={done} /> : null}
      {asking === 'close' ? <ReasonDialog open title='疑问怎么了结的' label='处理情况' note='确有出入的，先点“更正记录”把它改过来，再了结。' reasons={['查过签到记录，服务属实', '确有出入，已请社区更正记录']} limits={RECORD_LIMITS.reason} ok='了结' busy={close.busy} error={close.fields['reason']} onClose={() => setAsking(null)} onSend={(reason) => void close.run(reason)} /> : null}
    </Card>
  );
}
const List = ({ pages, title, text }: { pages: Pages<SampleView>; title: string; text: string }) => (
  <Listing pages={pages} empty={<Card><Empty icon='search' title={title} text={text} /></Card>}>
    {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((sample) => <Sample key={sample.id} sample={sample} onDone={() => void pages.reload()} />)}</Grid>{footer}</>}
  </Listing>
);
const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((100 * part) / whole)}%`);
/** By month and community; no names. */
function Rates({ rates }: { rates: SampleRate[] }) {
  const months = [...new Set(rates.map((rate) => rate.month))];
  if (rates.length === 0) return <Card><Empty icon='chart' title='还没有抽查过' text='每月初从上月的记录里抽 5%，补录全部抽，由别的社区核查。' /></Card>;
  return (
    <Stack gap={4}>
      {months.map((month) => {
        const of = rates.filter((rate) => rate.month === month), sum = (key: 'drawn' | 'checked' | 'doubts') => of.reduce((n, rate) => n + rate[key], 0);
        return (
          <Section key={month} title={sayMonth(month)} note={`查了 ${sum('checked')}/${sum('drawn')} 条，有疑问 ${share(sum('doubts'), sum('checked'))}`}>
            <Grid cols={1} desk={3}>
              {of.map((rate) => (
                <Card key={rate.areaId}>
                  <Row spread wrap><Text strong>{rate.name}</Text>{rate.open > 0 ? <Tag tone='warn'>{rate.open} 条疑问没了结</Tag> : null}</Row>
                  <Progress value={rate.checked} max={rate.drawn} label={`查了 ${rate.checked}/${rate.drawn} 条`} />
                  <Text size='sm' tone='soft' block>{rate.records} 条记录抽 {rate.drawn} 条 · 有疑问 {rate.doubts} 条（{share(rate.doubts, rate.checked)}）</Text>
                </Card>
              ))}
            </Grid>
          </Section>
        );
      })}
    </Stack>
  );
}
/** 抽查: what other communities recorded, what they doubted of ours, and how it stands everywhere. */
function Samples({ me, area, choose }: DeskProps) {
  const may = (permission: 'record.enter' | 'record.appeal') => me.permissions.includes(permission);
  const tabs: { key: Tab; text: string }[] = [...(may('record.enter') ? [{ key: 'check' as const, text: '请我们核查' }] : []), ...(may('record.appeal') ? [{ key: 'doubts' as const, text: '本地的疑问' }] : []), { key: 'rates', text: '结果' }];
  const asked = useRouter().params['tab'] as Tab | undefined, [tab, setTab] = useState<Tab>(tabs.find((one) => one.key === asked)?.key ?? tabs[0]!.key);
  const [status, setStatus] = useState<'OPEN' | 'TRUE' | 'DOUBT' | 'CLOSED'>('OPEN');
  const check = usePages(tab === 'check' ? (after) => api.samples.list({ areaId: area.id, status, after }) : null, [area.id, status]);
  const doubts = usePages(tab === 'doubts' ? (after) => api.samples.doubts({ areaId: area.id, after }) : null, [area.id]);
  const rates = useLoad(tab === 'rates' ? () => api.samples.rates({ areaId: area.id }) : null, [area.id, tab]);
  return (
    <Page title='记录抽查' wide onRefresh={tab === 'check' ? check.reload : tab === 'doubts' ? doubts.reload : rates.reload}>
      <Row gap={2} wrap>
        {tabs.length > 1 ? <Segmented label='看什么' options={tabs} value={tab} onChange={setTab} /> : null}
        {tab === 'check' ? <Segmented label='状态' options={(['OPEN', 'TRUE', 'DOUBT', 'CLOSED'] as const).map((key) => ({ key, text: SAMPLE_STATUSES[key] }))} value={status} onChange={setStatus} /> : null}
        <AreaSwitch me={me} permission='insight.view' area={area} choose={choose} />
      </Row>
      {tab === 'check' ? <List pages={check} title={status === 'OPEN' ? '没有要核查的' : '这里还没有'} text='每月初抽到别的社区的记录，会在这里请你们看一看。只看材料，不查人。' />
        : tab === 'doubts' ? <List pages={doubts} title='没有疑问' text='别的社区核查时有疑问的记录，会回到这里，由街道查清。' />
          : <Waiting load={rates}>{(rows) => <Rates rates={rows} />}</Waiting>}
    </Page>
  );
}
export default deskPage('记录抽查', 'insight.view', Samples);
