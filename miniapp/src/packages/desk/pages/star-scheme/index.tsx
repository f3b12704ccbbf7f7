import { STAR_ISSUERS, STAR_LIMITS, STAR_MEASURES, STAR_PERIODS, STAR_SUBJECTS, type StarCriteria, type StarIssuer, type StarMeasure, type StarSchemeInput, type StarSchemeView, type StarSubject } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { sayStars } from '../../../../cards/star-words';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { replace } from '../../../../lib/go';
import { Banner, Button, Card, Empty, Field, Page, Row, Segmented, Select, Stack, Switch, Text, TextInput, confirm, toast } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Figure } from '../../parts/figure';
import { DESK } from '../../parts/paths';

const options = <K extends string>(labels: Record<K, string>): { key: K; text: string }[] => (Object.entries(labels) as [K, string][]).map(([key, text]) => ({ key, text }));
const MEASURES = (Object.entries(STAR_MEASURES) as [StarMeasure, { label: string }][]).map(([key, { label }]) => ({ key, text: label }));
const EMPTY: Omit<StarSchemeInput, 'areaId'> = {
  name: '', subject: 'PERSON', period: 'YEAR', noticeWorkdays: 5, issuer: 'COMMUNITY', validMonths: 12,
  criteria: { measure: 'HOURS', thresholds: [10, 20, 30, 40, 50], minDays: 0, minServices: 0, minResolved: 0, minConfirmedPercent: 0, noRejected: false, registeredMonths: 0 },
};
const CONDITIONS: readonly { key: 'minServices' | 'minDays' | 'minResolved' | 'minConfirmedPercent' | 'registeredMonths'; text: string; hint: string; max: number }[] = [
  { key: 'minServices', text: '至少服务几次', hint: '0 就是不要求', max: STAR_LIMITS.count.max }, { key: 'minDays', text: '至少几个不同的日子', hint: '0 就是不要求', max: STAR_LIMITS.count.max },
  { key: 'minResolved', text: '至少几件需求经居民确认', hint: '0 就是不要求', max: STAR_LIMITS.count.max }, { key: 'minConfirmedPercent', text: '服务的需求确认解决的百分比', hint: '0 就是不要求', max: 100 },
  { key: 'registeredMonths', text: '报到满几个月', hint: '只对个人', max: STAR_LIMITS.months.max },
];
function Editor({ areaId, old }: { areaId: number; old: StarSchemeView | null }) {
  const [input, setInput] = useState<Omit<StarSchemeInput, 'areaId'>>(old ? { name: old.name, subject: old.subject, period: old.period, criteria: old.criteria, noticeWorkdays: old.noticeWorkdays, issuer: old.issuer, validMonths: old.validMonths } : EMPTY);
  const put = (more: Partial<typeof input>) => setInput((now) => ({ ...now, ...more }));
  const rule = (more: Partial<StarCriteria>) => setInput((now) => ({ ...now, criteria: { ...now.criteria, ...more } }));
  const save = useAction((key, body: StarSchemeInput) => (old ? api.starSchemes.revise(old.id, body, key) : api.starSchemes.create(body, key)), () => { toast(old ? '新版已生效，以前的评定不变' : '办法已定，可以开始评定', 'ok'); replace(DESK.starSchemes); });
  const { criteria: c } = input, { fields } = save, wrong = (name: string) => fields[name];
  const send = async () => { if (!old || await confirm({ title: '改成新的一版？', text: '以后按新版评定；已经算出、公示和评上的不变。', ok: '保存新版' })) void save.run({ areaId, ...input, name: input.name.trim() }); };
  return (
    <Page title={old ? '修改星级办法' : '定一个星级办法'} wide footer={<Button busy={save.busy} disabled={input.name.trim().length < STAR_LIMITS.name.min} onPress={() => void send()}>{old ? '保存新版' : '保存'}</Button>}>
      <Halves left={<>
        <Card>
          <Field label='名称' required error={wrong('name')}><TextInput value={input.name} onChange={(name) => put({ name })} maxLength={STAR_LIMITS.name.max} placeholder='如：年度星级志愿者' /></Field>
          {old ? <Text tone='soft' block>评{STAR_SUBJECTS[old.subject]}，{STAR_PERIODS[old.period]}。要换对象或周期，请另定一个。</Text> : <>
            <Field label='评谁' required group error={wrong('subject')}><Segmented label='评谁' options={options(STAR_SUBJECTS)} value={input.subject} onChange={(subject: StarSubject) => setInput((now) => ({ ...now, subject, criteria: { ...now.criteria, registeredMonths: subject === 'PERSON' ? now.criteria.registeredMonths : 0 } }))} /></Field>
            <Field label='周期' required group error={wrong('period')}><Segmented label='周期' options={options(STAR_PERIODS)} value={input.period} onChange={(period) => put({ period })} /></Field>
          </>}
          <Field label='由谁发证' required error={wrong('issuer')}><Select options={options(STAR_ISSUERS)} value={input.issuer} onChange={(issuer: StarIssuer) => put({ issuer })} /></Field>
          <Row gap={4} wrap top>
            <Field label='公示几个工作日' group hint='至少 5 个' error={wrong('noticeWorkdays')}><Figure label='公示几个工作日' value={input.noticeWorkdays} {...STAR_LIMITS.noticeWorkdays} onChange={(noticeWorkdays) => put({ noticeWorkdays })} /></Field>
            <Field label='证书有效几个月' group hint='0 就是长期' error={wrong('validMonths')}><Figure label='证书有效几个月' value={input.validMonths} {...STAR_LIMITS.validMonths} onChange={(validMonths) => put({ validMonths })} /></Field>
          </Row>
        </Card>
        <Banner tone='info'>只计核实过的服务，不看上传、登录和点赞；工作人员补录的不参评。</Banner>
      </>} right={
        <Card>
          <Field label='看什么' required error={wrong('criteria.measure')}><Select options={MEASURES} value={c.measure} onChange={(measure: StarMeasure) => rule({ measure })} /></Field>
          <Field label={`各星标准（${STAR_MEASURES[c.measure].unit}）`} required group error={wrong('criteria.thresholds')}>
            <Stack gap={2}>{c.thresholds.map((n, i) => <Row key={i} gap={3} spread><Text>{sayStars(i + 1)}</Text><Figure label={`${sayStars(i + 1)}标准`} value={n} {...STAR_LIMITS.threshold} step={c.measure === 'HOURS' ? 10 : 1} onChange={(next) => rule({ thresholds: c.thresholds.map((t, k) => (k === i ? next : t)) })} /></Row>)}</Stack>
            <Row gap={2} wrap>
              {c.thresholds.length < STAR_LIMITS.stars ? <Button kind='text' size='small' onPress={() => rule({ thresholds: [...c.thresholds, (c.thresholds.at(-1) ?? 0) + 10] })}>加一星</Button> : null}
              {c.thresholds.length > 1 ? <Button kind='text' size='small' onPress={() => rule({ thresholds: c.thresholds.slice(0, -1) })}>减一星</Button> : null}
            </Row>
          </Field>
          {CONDITIONS.filter(({ key }) => key !== 'registeredMonths' || input.subject === 'PERSON').map(({ key, text, hint, max }) => <Field key={key} label={text} group hint={hint} error={wrong(`criteria.${key}`)}><Figure label={text} value={c[key]} min={0} max={max} onChange={(n) => rule({ [key]: n })} /></Field>)}
          <Switch label='期间没有未通过的日志' value={c.noRejected} onChange={(noRejected) => rule({ noRejected })} />
        </Card>
      } />
    </Page>
  );
}
/** A scheme of stars as a form; with `id` the next version of one. */
function StarScheme({ area }: DeskProps) {
  const { id: asked, areaId } = useRouter().params, id = Number(asked) || null;
  const load = useLoad(() => api.starSchemes.list(area.id), [area.id]);
  const root = useLoad(() => api.areas.get(Number(area.path.split('/')[1])), [area.path]);
  const old = id === null ? null : load.data?.find((s) => s.id === id);
  if (load.data && root.data && (id === null || old?.actions.includes('revise'))) return <Editor key={id ?? 0} areaId={old ? old.areaId ?? root.data.id : Number(areaId) || area.id} old={old ?? null} />;
  return <Page title='星级办法' load={load}>{() => (root.data || root.error) ? <Empty icon='star' title='没有找到这个办法' text='可能已经有新版，或由上级制定。' action={<Button to={DESK.starSchemes}>看星级办法</Button>} /> : <Text tone='soft'>请稍等</Text>}</Page>;
}
export default deskPage('星级办法', 'honour.approve', StarScheme);
