import { CAMPAIGN_LIMITS, CAMPAIGN_STATUSES, NOMINATION_SOURCES, NOMINATION_STATUSES, startOfDay, type CampaignView, type EligibleView, type NominationView, type ObjectionView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { sayCriteria } from '../../../../cards/campaign-words';
import { FactsLine } from '../../../../cards/facts-line';
import { day, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { openDocument } from '../../../../platform/files';
import { Banner, Button, Card, Empty, Facts, Grid, Grow, Page, Row, Section, Segmented, Stack, StatusTag, Steps, Tag, Text, confirm, toast } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';

const STEPS = ['推荐', '公示', '决定'];
function Nominee({ row, set }: { row: NominationView; set: (view: CampaignView) => void }) {
  const [leaving, setLeaving] = useState(false);
  const shortlist = useAction((key, id: number) => api.campaigns.shortlist(id, key), (view) => { set(view); toast('已列入名单', 'ok'); });
  const leave = useAction((key, id: number, reason: string) => api.campaigns.leaveOut(id, { reason }, key), (view) => { setLeaving(false); set(view); toast('已告知本人', 'ok'); });
  const paper = useAction(() => api.campaigns.certificate(row.id), ({ url, name }) => void openDocument(url, name));
  return (
    <Card>
      <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{row.name}</Text></Grow><StatusTag status={row.status} labels={NOMINATION_STATUSES} tone={row.status === 'SHORTLISTED' ? 'gold' : row.status === 'AWARDED' ? 'ok' : row.status === 'NOMINATED' ? 'warn' : 'quiet'} /></Row>
      <Text size='sm' tone='soft' block>{[row.unitName, NOMINATION_SOURCES[row.source]].filter(Boolean).join(' · ')}</Text>
      <FactsLine facts={row.facts} />
      {row.reason ? <Text size='sm' tone='soft' block>说明：{row.reason}</Text> : null}
      {row.certificateNo ? <Text size='sm' tone='gold' block>{row.certificateNo}</Text> : null}
      <Row gap={2} wrap>
        {row.actions.includes('shortlist') ? <Button size='small' busy={shortlist.busy} label={`把${row.name}列入名单`} onPress={() => void shortlist.run(row.id)}>列入名单</Button> : null}
        {row.actions.includes('leaveOut') ? <Button kind='plain' size='small' label={`不列入${row.name}`} onPress={() => setLeaving(true)}>不列入</Button> : null}
        {row.certificateNo ? <Button kind='soft' size='small' icon='file' busy={paper.busy} label={`打开${row.name}的证书`} onPress={() => void paper.run()}>证书</Button> : null}
      </Row>
      {leaving ? <ReasonDialog open title={`这次不列入${row.name}`} note='本人会看到这句话。' reasons={['今年名额已满，明年再来', '还有事情在核实']} limits={CAMPAIGN_LIMITS.reason} ok='不列入' busy={leave.busy} error={leave.fields['reason']} onClose={() => setLeaving(false)} onSend={(reason) => void leave.run(row.id, reason)} /> : null}
    </Card>
  );
}
/** Whose facts fit, in no order of merit: one tap each. */
function Eligible({ campaign, set }: { campaign: CampaignView; set: (view: CampaignView) => void }) {
  const pages = usePages((after) => api.campaigns.eligible(campaign.id, { after }), [campaign.id]);
  const nominate = useAction((key, who: { userId?: number; unitId?: number }) => api.campaigns.nominate(campaign.id, who, key), (view) => { set(view); toast('已推荐，并告知本人', 'ok'); void pages.reload(); });
  const keyOf = (row: EligibleView) => row.userId ?? row.unitId!;
  return (
    <Listing pages={pages} empty={<Card><Empty icon='search' title='没有够条件的' text='条件来自核实过的服务。可以另开一次评选，把条件放宽一些。' /></Card>}>
      {(rows, footer) => (
        <>
          <Grid cols={1} desk={3}>
            {rows.map((row) => (
              <Card key={keyOf(row)}>
                <Row gap={2} top wrap className='m-head'><Grow><Text strong>{row.name}</Text></Grow>{row.isNominated ? <Tag tone='quiet' icon='check'>已推荐</Tag> : null}</Row>
                {row.unitName ? <Text size='sm' tone='soft' block>{row.unitName}</Text> : null}
                <FactsLine facts={row.facts} />
                {row.isNominated ? null : <Row><Button kind='soft' size='small' icon='plus' busy={nominate.busy} label={`推荐${row.name}`} onPress={() => void nominate.run(row.userId ? { userId: row.userId } : { unitId: row.unitId! })}>推荐</Button></Row>}
              </Card>
            ))}
          </Grid>
          {footer}
        </>
      )}
    </Listing>
  );
}
function Objection({ row, set }: { row: ObjectionView; set: (view: CampaignView) => void }) {
  const [upheld, setUpheld] = useState<boolean | null>(null);
  const answer = useAction((key, id: number, isUpheld: boolean, text: string) => api.campaigns.answerObjection(id, { upheld: isUpheld, answer: text }, key), (view) => { setUpheld(null); set(view); toast('已答复提出的人', 'ok'); });
  return (
    <Card>
      <Row gap={2} top wrap className='m-head'><Grow><Text strong>关于{row.name}</Text></Grow><Tag tone={row.status === 'OPEN' ? 'warn' : 'quiet'}>{row.status === 'OPEN' ? '待答复' : row.status === 'UPHELD' ? '成立' : '不成立'}</Tag></Row>
      <Text block keepLines>{row.text}</Text>
      <Text size='sm' tone='soft' block>{time(row.at)}{row.answer ? `；答复：${row.answer}` : ''}</Text>
      {row.actions.includes('answer') ? <Row gap={2} wrap><Button size='small' onPress={() => setUpheld(false)}>不成立</Button><Button kind='danger' size='small' onPress={() => setUpheld(true)}>成立，撤下名字</Button></Row> : null}
      {upheld === null ? null : <ReasonDialog key={String(upheld)} open title={upheld ? '异议成立' : '异议不成立'} label='答复' note='提出的人会收到这句答复。' reasons={upheld ? ['核对签到后，异议成立'] : ['已核对签到和记录，情况属实']} limits={CAMPAIGN_LIMITS.answer} ok='答复' danger={upheld} busy={answer.busy} error={answer.fields['answer']} onClose={() => setUpheld(null)} onSend={(text) => void answer.run(row.id, upheld, text)} />}
    </Card>
  );
}
function Campaign() {
  const id = Number(useRouter().params['id']);
  const campaign = useLoad(() => api.campaigns.get(id), [id]);
  const [tab, setTab] = useState<'NAMES' | 'FIT' | 'OBJECTIONS'>('NAMES');
  const [dropping, setDropping] = useState(false);
  const publish = useAction((key) => api.campaigns.publish(id, key), (view) => { campaign.set(view); toast('公示开始', 'ok'); });
  const decide = useAction((key) => api.campaigns.decide(id, key), (view) => { campaign.set(view); toast('已公布，已告知本人', 'ok'); });
  const drop = useAction((key, reason: string) => api.campaigns.drop(id, { reason }, key), (view) => { setDropping(false); campaign.set(view); toast('已取消', 'ok'); });
  const askPublish = async (view: CampaignView) => { if (await confirm({ title: `公示 ${view.shortlisted} 个名字？`, text: '公示五个工作日，谁都可以看、可以提异议。没有同意公开姓名的只显示姓。公示后事实不再变。', ok: '开始公示' })) void publish.run(); };
  const askDecide = async (view: CampaignView) => { if (await confirm({ title: `决定表扬 ${view.shortlisted} 个？`, text: '公示已满，没有未答复的异议。决定后生成证书并告知本人。', ok: '决定' })) void decide.run(); };
  const view = campaign.data;
  return (
    <Page title='评选表扬' wide load={campaign} footer={view?.actions.includes('decide') ? <Button icon='check' busy={decide.busy} onPress={() => void askDecide(view)}>决定表扬</Button> : view?.actions.includes('publish') ? <Button icon='megaphone' busy={publish.busy} onPress={() => void askPublish(view)}>公示名单（{view.shortlisted}）</Button> : undefined}>
      {(c) => (
        <>
          <Card>
            <Row gap={2} top wrap className='m-head'><Grow><Text size='xl' strong>{c.title}</Text></Grow><StatusTag status={c.status} labels={CAMPAIGN_STATUSES} tone={c.status === 'NOTICE' ? 'warn' : c.status === 'DECIDED' ? 'ok' : undefined} /></Row>
            {c.status === 'DROPPED' ? null : <Steps steps={STEPS} at={c.status === 'OPEN' ? 0 : c.status === 'NOTICE' ? 1 : 3} />}
            <Facts rows={[
              { name: '范围', value: c.areaName, icon: 'pin' }, { name: '时间', value: `${day(startOfDay(c.from))}到${day(startOfDay(c.to))}`, icon: 'calendar' }, { name: '条件', value: sayCriteria(c.criteria), icon: 'filter' },
              ...(c.noticeUntil ? [{ name: '公示到', value: day(c.noticeUntil - 1), icon: 'clock' as const }] : []),
            ]} />
            {c.blocked ? <Banner tone='info'>{c.blocked}</Banner> : null}
            <Row gap={2} wrap>
              {c.status === 'NOTICE' || c.status === 'DECIDED' ? <Button kind='soft' size='small' icon='link' to={`/packages/more/pages/campaign-notice/index?id=${c.id}`}>看公示页</Button> : null}
              {c.actions.includes('drop') ? <Button kind='text' size='small' onPress={() => setDropping(true)}>取消这次评选</Button> : null}
            </Row>
          </Card>
          {c.status === 'OPEN' || c.objections.length > 0 ? <Segmented label='看什么' options={[{ key: 'NAMES', text: c.status === 'OPEN' ? `推荐 ${c.nominated}` : '名单' }, ...(c.status === 'OPEN' ? [{ key: 'FIT' as const, text: '够条件的' }] : []), ...(c.objections.length > 0 ? [{ key: 'OBJECTIONS' as const, text: '异议', count: c.openObjections }] : [])]} value={tab} onChange={setTab} /> : null}
          {tab === 'FIT' && c.status === 'OPEN' ? <Eligible campaign={c} set={campaign.set} /> : tab === 'OBJECTIONS' ? <Section title='公示期的异议' note='谁提的只有办理的人知道'><Stack>{c.objections.map((row) => <Objection key={row.id} row={row} set={campaign.set} />)}</Stack></Section>
            : c.nominations.length === 0 ? <Card><Empty icon='medal' title='还没有推荐' text='在“够条件的”里点一下推荐；党员也可以自荐或推荐一起服务过的同伴。' action={<Button kind='soft' onPress={() => setTab('FIT')}>看够条件的</Button>} /></Card>
              : <Grid cols={1} desk={3}>{c.nominations.map((row) => <Nominee key={row.id} row={row} set={campaign.set} />)}</Grid>}
          {dropping ? <ReasonDialog open title='取消这次评选' reasons={['条件要改，重新发起', '今年不评了']} limits={CAMPAIGN_LIMITS.reason} ok='取消评选' danger busy={drop.busy} error={drop.fields['reason']} onClose={() => setDropping(false)} onSend={(reason) => void drop.run(reason)} /> : null}
        </>
      )}
    </Page>
  );
}
export default deskPage('评选表扬', 'honour.manage', Campaign);
