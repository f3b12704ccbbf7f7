import { AGREEMENT_LIMITS, type AgreementView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { FileButton } from '../../../../cards/file-button';
import { AgreementState, Performance, ProjectTile, sayTerm } from '../../../../cards/list-cards';
import { signedIn } from '../../../../cards/signed-in';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Empty, Facts, Grow, Page, PhotoGrid, Row, Section, Text, toast } from '../../../../ui';
import { AgreementDialog } from '../../parts/agreement-form';
import { ReasonDialog } from '../../parts/reason-dialog';

const ENDS = ['双方商量后提前终止', '单位搬离本社区', '另签了新的协议'] as const;

function Actions({ view, onChange }: { view: AgreementView; onChange: (view: AgreementView) => void }) {
  const [asking, setAsking] = useState<'edit' | 'end' | null>(null);
  const end = useAction((key, reason: string) => api.agreements.end(view.id, { reason }, key), (next) => { setAsking(null); toast('已终止，双方会收到通知', 'ok'); onChange(next); });
  return (
    <>
      {view.actions.includes('end') ? <Button kind='plain' onPress={() => setAsking('end')}>终止</Button> : null}
      {view.actions.includes('edit') ? <Button kind='soft' icon='edit' onPress={() => setAsking('edit')}>修改或续签</Button> : null}
      {asking === 'edit' ? <AgreementDialog before={view} onClose={() => setAsking(null)} done={(next) => { setAsking(null); onChange(next); }} /> : null}
      {asking === 'end' ? <ReasonDialog open title='终止这份协议' note='单位联络员会看到原因。在办的项目不受影响。' reasons={ENDS} limits={AGREEMENT_LIMITS.reason} ok='终止' danger busy={end.busy} error={end.fields['reason']} onClose={() => setAsking(null)} onSend={(reason) => void end.run(reason)} /> : null}
    </>
  );
}
function Agreement() {
  const id = Number(useRouter().params['id']);
  const agreement = useLoad(() => api.agreements.get(id), [id]);
  return (
    <Page title='共建协议' load={agreement} footer={agreement.data && agreement.data.actions.length > 0 ? <Actions view={agreement.data} onChange={agreement.set} /> : undefined}>
      {(view) => (
        <>
          <Card>
            <Row spread top gap={2}><Grow><Text size='xl' strong block>{view.title}</Text></Grow><AgreementState row={view} /></Row>
            <Facts rows={[{ name: '社区', value: view.community.name, icon: 'home' }, { name: '共建单位', value: view.units.map((u) => u.name).join('、'), icon: 'building' }, { name: '期限', value: sayTerm(view), icon: 'calendar' }]} />
            {view.text ? <Text block keepLines>{view.text}</Text> : null}
            <Performance row={view} />
          </Card>
          {view.endReason ? <Banner tone='info' title='已终止'>{view.endReason}</Banner> : view.expiring ? <Banner tone='warn'>{`还有 ${view.daysLeft} 天到期。要续签，双方商量好后改一下到期日。`}</Banner> : null}
          {view.photos.length > 0 ? <Section title='协议原件'><Card><PhotoGrid photos={view.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} /></Card></Section> : null}
          {view.years.length > 0 ? <Section title='年度履约表' note='数字由系统算，一页纸，可盖章'><Row gap={2} wrap>{view.years.map((year) => <FileButton key={year} kind='soft' size='small' icon='file' get={() => api.agreements.sheet(view.id, { year })}>{`${year}年`}</FileButton>)}</Row></Section> : null}
          <Section title='协议里的项目'>{view.items.length === 0 ? <Card><Empty icon='flag' title='还没有项目' text='在“三张清单”里立项时选上这份协议，就会列在这里。' /></Card> : view.items.map((row) => <ProjectTile key={row.id} row={row} />)}</Section>
        </>
      )}
    </Page>
  );
}
export default signedIn('共建协议', Agreement);
