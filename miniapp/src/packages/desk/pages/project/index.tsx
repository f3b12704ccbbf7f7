import { LIST_LIMITS, PROJECT_STATUSES, PROJECT_STEPS, type FinishProjectInput, type MeView, type ProjectStep, type ProjectView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, fileUrl } from '../../../../api';
import { agreementPage, PROJECT_TONES, sayDue } from '../../../../cards/list-cards';
import { signedIn } from '../../../../cards/signed-in';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePhotos } from '../../../../lib/use-photos';
import { Banner, Button, Card, Cell, Dialog, Facts, Field, Grow, Page, PhotoGrid, PhotoPicker, Row, Section, Stack, StatusTag, Steps, Text, TextArea, Timeline, toast, type Tint } from '../../../../ui';
import { DESK } from '../../parts/paths';
import { ProjectDialog } from '../../parts/project-form';
import { ReasonDialog } from '../../parts/reason-dialog';

const WAY = ['SET_UP', 'RUNNING', 'CHECKING', 'CLOSED'] as const;
const STEP_TONES: Partial<Record<ProjectStep, Tint>> = { PASS: 'ok', RETURN: 'warn', DROP: 'quiet' };
const RETURNS = ['现场还没做完，请继续', '和需求说的不一样，请再对一对', '请补上完成后的照片'] as const;
const DROPS = ['资源提供方有变化，做不了了', '需求已经通过别的办法解决', '立重复了，按另一个项目办'] as const;

function Finish({ id, onClose, done }: { id: number; onClose: () => void; done: (view: ProjectView) => void }) {
  const [note, setNote] = useState('');
  const photos = usePhotos();
  const finish = useAction((key, input: FinishProjectInput) => api.projects.finish(id, input, key), (view) => { toast('已报请验收', 'ok'); done(view); });
  return (
    <Dialog open sheet title='报请验收' onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={finish.busy} disabled={note.trim().length < 2} onPress={() => void finish.run({ note: note.trim(), ...(photos.ids.length > 0 ? { photoIds: photos.ids } : {}) })}>报请验收</Button></>}>
      <Stack gap={4}>
        <Field label='做成了什么' required error={finish.fields['note']}><TextArea value={note} onChange={setNote} maxLength={LIST_LIMITS.note.max} rows={3} placeholder='一两句话就行' /></Field>
        <Field label='照片' group hint='不传也可以' error={finish.fields['photoIds']}><PhotoPicker photos={photos.photos} max={LIST_LIMITS.photos} onAdd={(room) => void photos.add(room)} onRetry={(key) => void photos.retry(key)} onRemove={photos.remove} /></Field>
      </Stack>
    </Dialog>
  );
}
function Actions({ view, meId, onChange }: { view: ProjectView; meId: number; onChange: (view: ProjectView) => void }) {
  const [asking, setAsking] = useState<'edit' | 'finish' | 'return' | 'drop' | null>(null);
  const take = (next: ProjectView) => { setAsking(null); onChange(next); };
  const act = useAction((key, step: 'start' | 'pass') => (step === 'start' ? api.projects.start(view.id, key) : api.projects.pass(view.id, {}, key)), (next) => { toast(next.status === 'CLOSED' ? '验收通过，已销号' : '已开始实施', 'ok'); take(next); });
  const say = useAction((key, step: 'return' | 'drop', reason: string) => api.projects[step](view.id, { reason }, key), (next) => { toast(next.status === 'DROPPED' ? '已中止，需求回到清单' : '已请负责人继续', 'ok'); take(next); });
  const may = (action: ProjectView['actions'][number]) => view.actions.includes(action);
  const words = asking === 'drop' ? { title: '中止这个项目', note: '负责人和需求提出人会知道原因，需求回到清单。', reasons: DROPS, ok: '中止' } : { title: '没有通过验收', note: '负责人会看到这句话，继续实施。', reasons: RETURNS, ok: '请他继续' };
  return (
    <>
      {may('drop') ? <Button kind='plain' onPress={() => setAsking('drop')}>中止</Button> : null}
      {may('edit') ? <Button kind='plain' icon='edit' onPress={() => setAsking('edit')}>修改</Button> : null}
      {may('return') ? <Button kind='plain' onPress={() => setAsking('return')}>没做好</Button> : null}
      {may('start') ? <Button busy={act.busy} onPress={() => void act.run('start')}>开始实施</Button> : null}
      {may('finish') ? <Button onPress={() => setAsking('finish')}>报请验收</Button> : null}
      {may('pass') ? <Button icon='check' busy={act.busy} onPress={() => void act.run('pass')}>验收通过，销号</Button> : null}
      {asking === 'finish' ? <Finish id={view.id} onClose={() => setAsking(null)} done={take} /> : null}
      {asking === 'edit' ? <ProjectDialog at={view.community.id} before={view} meId={meId} onClose={() => setAsking(null)} done={take} /> : null}
      {asking === 'return' || asking === 'drop' ? <ReasonDialog key={asking} open {...words} danger={asking === 'drop'} limits={LIST_LIMITS.reason} busy={say.busy} error={say.fields['reason']} onClose={() => setAsking(null)} onSend={(reason) => void say.run(asking, reason)} /> : null}
    </>
  );
}
function Project({ me }: { me: MeView }) {
  const id = Number(useRouter().params['id']);
  const project = useLoad(() => api.projects.get(id), [id]);
  const works = me.permissions.includes('list.manage');
  return (
    <Page title='共建项目' load={project} footer={project.data && project.data.actions.length > 0 ? <Actions view={project.data} meId={me.id} onChange={project.set} /> : undefined}>
      {(view) => (
        <>
          <Card>
            <Row spread top gap={2}><Grow><Text size='xl' strong block>{view.title}</Text></Grow>{view.status === 'DROPPED' ? <StatusTag status={view.status} labels={PROJECT_STATUSES} tone={PROJECT_TONES.DROPPED} /> : null}</Row>
            {view.status === 'DROPPED' ? null : <Steps steps={WAY.map((status) => PROJECT_STATUSES[status])} at={view.status === 'CLOSED' ? WAY.length : WAY.indexOf(view.status)} />}
            {view.text ? <Text block keepLines>{view.text}</Text> : null}
            <Facts rows={[{ name: '负责人', value: view.owner.name, icon: 'user' }, { name: '完成期限', value: sayDue(view.dueDay), icon: 'calendar' }, { name: '社区', value: view.community.name, icon: 'home' }]} />
          </Card>
          {view.overdue ? <Banner tone='warn'>已过完成期限。做不完可以改日期，并说说为什么。</Banner> : null}
          {view.status === 'CHECKING' && !view.actions.includes('pass') ? <Banner tone='info'>等另一位工作人员验收：负责人和报请的人不能自己验收。</Banner> : null}
          {view.needs.length > 0 ? <Section title='对应的需求'><Card flush>{view.needs.map((need) => <Cell key={need.id} icon='ask' title={need.title} {...(works ? { to: DESK.need(need.id) } : {})} />)}</Card></Section> : null}
          {view.resources.length > 0 ? <Section title='用到的资源'><Card flush>{view.resources.map((resource) => <Cell key={resource.id} icon='handshake' title={resource.title} note={resource.giver} />)}</Card></Section> : null}
          {view.agreement ? <Card flush><Cell icon='file' title={view.agreement.title} note='共建协议' to={agreementPage(view.agreement.id)} /></Card> : null}
          {view.photos.length > 0 ? <Section title='照片'><Card><PhotoGrid photos={view.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} /></Card></Section> : null}
          <Section title='办到哪一步'><Card><Timeline items={[...view.steps].reverse().map((step, i) => ({ key: i, title: PROJECT_STEPS[step.step], text: step.note ?? undefined, time: `${time(step.at)} · ${step.by}`, tone: STEP_TONES[step.step] }))} /></Card></Section>
        </>
      )}
    </Page>
  );
}
export default signedIn('共建项目', Project);
