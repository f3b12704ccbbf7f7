import { CAMPAIGN_LIMITS, CAMPAIGN_STATUSES, startOfDay, type CampaignNotice } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { sayCriteria } from '../../../../cards/campaign-words';
import { sayFacts } from '../../../../cards/facts-line';
import { SayDialog } from '../../../../cards/say-dialog';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { useShare } from '../../../../platform/share';
import { SIGN_IN } from '../../../../routes';
import { useMe } from '../../../../session';
import { Banner, Button, Card, Cell, Empty, Facts, Grid, Grow, Page, Row, Section, StatusTag, Text, toast } from '../../../../ui';

type Entry = CampaignNotice['entries'][number];
function Name({ entry, mayObject }: { entry: Entry; mayObject: boolean }) {
  const [asking, setAsking] = useState(false);
  const object = useAction((key, id: number, text: string) => api.campaigns.object(id, { text }, key), () => { setAsking(false); toast('已收到，核实后答复您', 'ok'); });
  return (
    <Card>
      <Text size='lg' strong block>{entry.name}</Text>
      {entry.unitName ? <Text size='sm' tone='soft' block>{entry.unitName}</Text> : null}
      {entry.services !== null && entry.minutes !== null && entry.confirmed !== null ? <Text block numeric>{sayFacts({ services: entry.services, minutes: entry.minutes, confirmed: entry.confirmed })}</Text> : null}
      {entry.certificateNo ? <Text size='sm' tone='gold' block>{entry.certificateNo}</Text> : null}
      {mayObject ? <Row><Button kind='text' size='small' label={`对${entry.name}提异议`} onPress={() => setAsking(true)}>提异议</Button></Row> : null}
      {asking ? <SayDialog title={`对${entry.name}的异议`} note='只有办理的工作人员知道是您提的，答复会通知您。' label='什么不对' phrases={['那几次服务他没有到场']} limits={CAMPAIGN_LIMITS.objection} ok='提交' busy={object.busy} error={object.fields['text']} onClose={() => setAsking(false)} onSend={(text) => void object.run(entry.nominationId, text)} /> : null}
    </Card>
  );
}
function One({ id }: { id: number }) {
  const me = useMe(), notice = useLoad(() => api.campaigns.notice(id), [id]);
  return (
    <Page title='评选公示' wide load={notice}>
      {(view) => (
        <>
          <Card tone='pine'>
            <Row gap={2} top wrap className='m-head'><Grow><Text size='xl' strong>{view.title}</Text></Grow><StatusTag status={view.status} labels={CAMPAIGN_STATUSES} tone={view.status === 'NOTICE' ? 'warn' : 'ok'} /></Row>
            <Facts rows={[{ name: '范围', value: view.areaName, icon: 'pin' }, { name: '依据', value: `${day(startOfDay(view.from))}到${day(startOfDay(view.to))}核实过的服务`, icon: 'calendar' }, { name: '条件', value: sayCriteria(view.criteria), icon: 'filter' }, { name: '公示到', value: day(view.noticeUntil - 1), icon: 'clock' }]} />
          </Card>
          {view.canObject && !me ? <Banner tone='info' action={<Button kind='text' size='small' to={SIGN_IN}>去登录</Button>}>公示期内，登录后可以提异议。</Banner> : null}
          <Section title={view.status === 'NOTICE' ? '拟表扬' : '表扬'} note='没有同意公开姓名的只显示姓，不显示时长；不分先后'>
            {view.entries.length === 0 ? <Card><Empty icon='medal' title='名单里没有人了' text='公示期有人谢绝或异议成立。' /></Card> : <Grid cols={1} desk={3}>{view.entries.map((entry) => <Name key={entry.nominationId} entry={entry} mayObject={view.canObject && me !== null} />)}</Grid>}
          </Section>
        </>
      )}
    </Page>
  );
}
function All() {
  const notices = useLoad(() => api.campaigns.notices());
  return (
    <Page title='评选公示' load={notices}>
      {(rows) => rows.length === 0 ? <Card><Empty icon='megaphone' title='现在没有公示' text='评选的名单先在这里公示五个工作日，谁都可以看。' /></Card> : (
        <Card flush>{rows.map((row) => <Cell key={row.id} icon='medal' title={`${row.title} · ${row.areaName}`} note={row.status === 'NOTICE' ? `${row.people} 个名字，公示到${day(row.noticeUntil - 1)}` : `表扬 ${row.people} 个`} value={<StatusTag status={row.status} labels={CAMPAIGN_STATUSES} tone={row.status === 'NOTICE' ? 'warn' : 'ok'} />} to={`/packages/more/pages/campaign-notice/index?id=${row.id}`} />)}</Card>
      )}
    </Page>
  );
}
/** Open to everybody, signed in or not. */
export default function NoticePage() {
  const id = Number(useRouter().params['id']) || null;
  useShare(() => ({ title: '评选公示：谁被推荐、凭什么', path: `/packages/more/pages/campaign-notice/index${id === null ? '' : `?id=${id}`}` }));
  return id === null ? <All /> : <One id={id} />;
}
