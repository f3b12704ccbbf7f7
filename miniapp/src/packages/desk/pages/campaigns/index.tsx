import { CAMPAIGN_LIMITS, CAMPAIGN_STATUSES, CAMPAIGN_SUBJECTS, CAMPAIGN_TITLES, dayOf, startOfDay, type CampaignCard, type CampaignInput, type CampaignSubject } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { day } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Button, Card, Cell, DayInput, Dialog, Empty, Field, Page, Row, Segmented, Stack, StatusTag, Text, TextInput, toast } from '../../../../ui';
import type { DeskArea } from '../../parts/area';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';

const SUBJECTS = (Object.keys(CAMPAIGN_SUBJECTS) as CampaignSubject[]).map((key) => ({ key, text: CAMPAIGN_SUBJECTS[key] }));
const few = (list: readonly number[], unit: string) => list.map((n) => ({ key: String(n), text: n === 0 ? '不限' : `${n} ${unit}` }));
const HOURS = few([0, 10, 20, 50], '小时'), TIMES = few([0, 5, 10, 20], '次'), CONFIRMED = few([0, 1, 3, 5], '件');

/** Conditions by tapping; nothing is typed but, where wanted, another title. */
function Create({ area, onClose }: { area: DeskArea; onClose: () => void }) {
  const today = dayOf(Date.now()), year = today.slice(0, 4);
  const [subject, setSubject] = useState<CampaignSubject>('MEMBER');
  const [title, setTitle] = useState<string>(CAMPAIGN_TITLES.MEMBER);
  const [from, setFrom] = useState(`${year}-01-01`);
  const [to, setTo] = useState(today);
  const [hours, setHours] = useState('20');
  const [times, setTimes] = useState('5');
  const [confirmed, setConfirmed] = useState('0');
  const [halfYear, setHalfYear] = useState('NO');
  const create = useAction((key, input: CampaignInput) => api.campaigns.create(input, key), (view) => { onClose(); toast('已开始，可以推荐了', 'ok'); go(DESK.campaign(view.id)); });
  const choose = (next: CampaignSubject) => { setSubject(next); if (title === CAMPAIGN_TITLES[subject]) setTitle(CAMPAIGN_TITLES[next]); };
  const send = () => void create.run({ areaId: area.id, subject, title: title.trim(), from, to, minHours: Number(hours), minServices: Number(times), minConfirmed: Number(confirmed), ...(halfYear === 'YES' ? { registeredBy: `${year}-06-30` } : {}) });
  return (
    <Dialog open title={`${area.name}评选`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={create.busy} disabled={title.trim().length < CAMPAIGN_LIMITS.title.min || to < from} onPress={send}>开始推荐</Button></>}>
      <Stack gap={4}>
        <Field label='表扬谁' required group><Segmented label='表扬谁' options={SUBJECTS} value={subject} onChange={choose} /></Field>
        <Field label='名称' required error={create.fields['title']}><TextInput value={title} onChange={setTitle} maxLength={CAMPAIGN_LIMITS.title.max} /></Field>
        <Row gap={3} wrap top>
          <Field label='从哪天' required className='c-half'><DayInput value={from} max={to} onChange={setFrom} /></Field>
          <Field label='到哪天' required className='c-half' error={create.fields['to']}><DayInput value={to} min={from} onChange={setTo} /></Field>
        </Row>
        <Field label='服务时长至少' required group><Segmented label='服务时长至少' options={HOURS} value={hours} onChange={setHours} /></Field>
        <Field label='服务次数至少' required group><Segmented label='服务次数至少' options={TIMES} value={times} onChange={setTimes} /></Field>
        <Field label='居民确认办成至少' required group><Segmented label='居民确认办成至少' options={CONFIRMED} value={confirmed} onChange={setConfirmed} /></Field>
        <Field label='报到时间' required group><Segmented label='报到时间' options={[{ key: 'NO', text: '不限' }, { key: 'YES', text: `${year}年6月底前` }]} value={halfYear} onChange={setHalfYear} /></Field>
        <Text size='sm' tone='soft' block>只算核实过的服务，补录的不算。够条件的名单由系统列出，不排名次、不投票。</Text>
      </Stack>
    </Dialog>
  );
}
const sayState = (row: CampaignCard): string => (row.status === 'OPEN' ? `已推荐 ${row.nominated}，列入 ${row.shortlisted}` : row.status === 'NOTICE' ? `${row.shortlisted} 个名字公示到${row.noticeUntil ? day(row.noticeUntil - 1) : ''}${row.openObjections > 0 ? `，${row.openObjections} 条异议待答复` : ''}` : `${row.shortlisted} 个名字`);
function Campaigns({ me, area, choose }: DeskProps) {
  const campaigns = usePages((after) => api.campaigns.list({ areaId: area.id, after }), [area.id]);
  const [open, setOpen] = useState(false);
  return (
    <Page title='评选表扬' wide onRefresh={campaigns.reload} footer={<Button icon='plus' onPress={() => setOpen(true)}>发起评选</Button>}>
      <Row gap={2} wrap><AreaSwitch me={me} permission='honour.manage' area={area} choose={choose} /></Row>
      <Listing pages={campaigns} empty={<Card><Empty icon='medal' title='还没有评选' text='选好条件，够条件的名单自动列出；推荐、公示五个工作日、由上级决定，证书自动生成。' /></Card>}>
        {(rows, footer) => <><Card flush>{rows.map((row) => <Cell key={row.id} icon='medal' title={`${row.title} · ${row.areaName}`} note={`${day(startOfDay(row.from))}到${day(startOfDay(row.to))}；${sayState(row)}`} value={<StatusTag status={row.status} labels={CAMPAIGN_STATUSES} tone={row.status === 'NOTICE' ? 'warn' : row.status === 'DECIDED' ? 'ok' : undefined} />} to={DESK.campaign(row.id)} />)}</Card>{footer}</>}
      </Listing>
      {open ? <Create area={area} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
export default deskPage('评选表扬', 'honour.manage', Campaigns);
