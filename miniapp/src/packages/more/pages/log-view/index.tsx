import { EVIDENCE, LOG_STATUSES, type LogView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { logPage } from '../../../../cards/claim-card';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { day, minutes, span, time } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Facts, Grid, Page, PhotoGrid, Row, Section, Stat, StatusTag, Text } from '../../../../ui';
import { AppealCard, AppealDialog } from './appeal';

/** What is going to happen, or what came of it, in a sentence. */
function Outcome({ log }: { log: LogView }) {
  if (log.status === 'VERIFIED') return <Banner tone='gold' title='已核实，谢谢您'>{log.verifiedAt ? `${time(log.verifiedAt)} 计入服务记录。` : '已计入服务记录。'}</Banner>;
  if (log.status === 'RETURNED') return <Banner tone='warn' title='请补充一下'>{log.reason ?? ''}</Banner>;
  if (log.status === 'REJECTED') return <Banner tone='bad' title='未通过'>{log.reason ?? ''}</Banner>;
  return <Banner tone='info' title='等社区核实'>{`最迟${day(log.dueAt)}前有结果，到时通知您。`}</Banner>;
}

function LogPage() {
  const id = Number(useRouter().params['id']);
  const load = useLoad(() => api.logs.get(id), [id]);
  const [appealing, setAppealing] = useState(false);
  const log = load.data;
  const more = log?.actions.includes('resubmit') ? '补充后再提交' : log?.actions.includes('addPhotos') ? '补照片' : null;
  const appeal = log?.actions.includes('appeal') ? <Button kind='plain' icon='chat' onPress={() => setAppealing(true)}>{log.status === 'REJECTED' ? '申诉到街道' : '时长少计了，申诉'}</Button> : undefined;
  return (
    <Page title='服务日志' wide load={load} footer={log && more ? <Button kind={log.actions.includes('resubmit') ? 'primary' : 'plain'} icon={log.actions.includes('resubmit') ? 'edit' : 'camera'} to={logPage(log.claimId)}>{more}</Button> : appeal}>
      {(view) => (
        <Halves left={<>
          <Outcome log={view} />
          <Card>
            <Row spread top wrap><Text size='xl' strong>{view.title}</Text><StatusTag status={view.status} labels={LOG_STATUSES} /></Row>
            <Text size='sm' tone='soft' block>{view.areaName} · {span(view.startsAt, view.endsAt)}</Text>
            <Text block keepLines>{view.text || '（没有写字）'}</Text>
            <PhotoGrid photos={view.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />
          </Card>
          <AppealCard log={view} />
          {view.appealBy ? <Text size='sm' tone='soft' block>有不同意见，{day(view.appealBy - 1)}前可以申诉到街道，由另一位工作人员来看。</Text> : null}
          {appealing ? <AppealDialog log={view} onClose={() => setAppealing(false)} onDone={() => { setAppealing(false); void load.reload(); }} /> : null}
        </>} right={
          <Section title={view.status === 'VERIFIED' ? '记了多少' : '核实后会记多少'}>
            <Card>
              <Grid cols={2}>
                <Stat value={minutes(view.minutes)} label='服务时长' tone='pine' />
                <Stat value={view.points ?? '核实后定'} unit={view.points === null ? undefined : '分'} label='积分' tone='gold' />
              </Grid>
              <Facts rows={[
                { name: '时长怎么算', value: view.minutesWhy },
                ...(view.pointsWhy ? [{ name: '积分怎么算', value: view.pointsWhy }] : []),
                { name: '凭据', value: EVIDENCE[view.evidence] },
              ]} />
            </Card>
          </Section>
        } />
      )}
    </Page>
  );
}

export default signedIn('服务日志', LogPage);
