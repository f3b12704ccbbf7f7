import { AUDIENCES, CLAIM_MODES, DIFFICULTIES, DIFFICULTY_KEYS, PHOTO_RULES, PRESENCE, TASK_KINDS, TASK_KIND_KEYS, TASK_LIMITS, type Difficulty, type MeView, type TaskTemplate, type TaskView, type UpdateTaskInput } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { AskedTwice } from '../../../../cards/asked-twice';
import { minutes } from '../../../../lib/format';
import { replace, returnTo } from '../../../../lib/go';
import { useDraft } from '../../../../lib/draft';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Field, Grid, Page, Press, Row, Section, Segmented, Select, Stack, Text, TextArea, TextInput, Tiles, toast } from '../../../../ui';
import { CommunityPicker } from '../../parts/area-switch';
import type { DeskArea } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';
import { ShiftFields } from '../../parts/shift-fields';
import { emptyForm, fromNeed, fromTask, fromTemplate, taskInput, type Contact, type TaskForm } from '../../parts/task-form';
import { UnitPicker } from '../../parts/unit-picker';

const options = <K extends string>(labels: Record<K, string>) => (Object.keys(labels) as K[]).map((key) => ({ key, text: labels[key] }));
const KINDS = TASK_KIND_KEYS.map((key) => ({ key, text: TASK_KINDS[key].label }));
const LEVELS = [{ key: '0', text: '按类别通常的难度' }, ...DIFFICULTY_KEYS.map((level) => ({ key: String(level), text: DIFFICULTIES[level] }))];
interface Start { form: TaskForm; templates: TaskTemplate[]; task: TaskView | null; /** Communities are chosen below this area; null: the area is settled. */ top: DeskArea | null }

/** Where the form begins: a task that is changed, a need that becomes one, or an empty sheet with templates. */
async function begin(id: number, needId: number, area: DeskArea, contact: Contact): Promise<Start> {
  const now = Date.now();
  if (id) {
    const task = await api.tasks.get(id);
    return { form: fromTask(task), templates: [], task, top: null };
  }
  const [templates, here, need] = await Promise.all([api.tasks.templates(), api.areas.get(area.id), needId ? api.needs.get(needId) : null]);
  const empty = emptyForm(area, contact, now);
  if (need) return { form: { ...empty, ...fromNeed(need, templates, now) }, templates, task: null, top: null };
  const high = here.kind === 'CITY' || here.kind === 'STREET' || here.kind === 'TOWN';
  return { form: high ? { ...empty, areaId: 0, areaName: '' } : empty, templates, task: null, top: high ? area : null };
}

function Templates({ templates, onPick, onBlank }: { templates: readonly TaskTemplate[]; onPick: (template: TaskTemplate) => void; onBlank: () => void }) {
  return (
    <Section title='选一个模板' note='都填好了，只改不一样的'>
      <Tiles items={[
        ...templates.map((one) => ({ key: one.key, icon: TASK_KINDS[one.kind].icon, text: one.name, note: `${one.places} 人 · ${minutes(one.minutes)}`, onPress: () => onPick(one) })),
        { key: 'blank', icon: 'edit' as const, text: '空白任务', note: '自己从头写', tone: 'info' as const, onPress: onBlank },
      ]} />
    </Section>
  );
}

function Form({ start, name, needId }: { start: Start; name: string; needId: number }) {
  const { task, templates, top } = start;
  const draft = useDraft<TaskForm>(name, start.form);
  const contact = useDraft<Contact>('task:contact', { contactName: '', contactPhone: '' });
  const [more, setMore] = useState(false);
  const [resumed, setResumed] = useState(draft.restored);
  const { value: form, set } = draft;
  const isNew = task === null || task.status === 'DRAFT';
  const save = useAction(async (key, input: ReturnType<typeof taskInput>, areaId: number, publish: boolean): Promise<TaskView> => {
    if (!task) return api.tasks.create({ ...input, areaId, publish, ...(needId ? { needId } : {}) }, key);
    const saved = await api.tasks.update(task.id, input satisfies UpdateTaskInput, key);
    return publish && saved.status === 'DRAFT' ? api.tasks.publish(task.id, `${key}-publish`) : saved;
  }, (view) => {
    contact.set({ contactName: view.contactName, contactPhone: view.contactPhone });
    draft.clear();
    toast(view.status === 'DRAFT' ? '草稿已保存' : isNew ? '已发布' : '已保存', 'ok');
    returnTo(DESK.task(view.id));
  });
  const send = (publish: boolean) => {
    if (!form.areaId) { toast('请先选社区', 'bad'); return; }
    if (form.audience === 'UNIT' && !form.unit) { toast('请选择指定的单位', 'bad'); return; }
    void save.run(taskInput(form), form.areaId, publish);
  };
  const wrong = save.fields;

  if (!form.begun) {
    return (
      <Page title='发布任务' wide>
        {top ? <Card><CommunityPicker top={top} value={form.areaId || null} onChange={(area) => set({ areaId: area.id, areaName: area.name })} /></Card> : null}
        <Templates templates={templates} onPick={(one) => set(fromTemplate(one, Date.now()))} onBlank={() => set({ begun: true })} />
      </Page>
    );
  }
  const footer = isNew
    ? <><Button kind='plain' disabled={save.busy} onPress={() => send(false)}>存草稿</Button><Button icon='send' busy={save.busy} onPress={() => send(true)}>发布</Button></>
    : <Button busy={save.busy} onPress={() => send(false)}>保存修改</Button>;
  return (
    <Page title={task ? (isNew ? '修改草稿' : '修改任务') : '发布任务'} footer={footer}>
      {resumed ? <Banner tone='info' action={<Button kind='text' size='small' onPress={() => { draft.clear(); setResumed(false); }}>重新填</Button>}>接着上次没填完的内容。</Banner> : null}
      {!isNew && task.taken > 0 ? <Banner tone='warn'>已有 {task.taken} 人认领。改了时间会通知他们；名额不能少于已认领的人数。</Banner> : null}
      {needId ? <Banner tone='info'>来自居民点单，发布后会告诉提的人。</Banner> : null}
      <Card>
        <Stack gap={4}>
          <Field label='标题' required error={wrong['title']}><TextInput value={form.title} onChange={(title) => set({ title })} maxLength={TASK_LIMITS.title.max} placeholder='一句话说清做什么' /></Field>
          <Grid cols={1} desk={2}>
            <Field label='类别' required error={wrong['kind']}><Select options={KINDS} value={form.kind} onChange={(kind) => set({ kind })} /></Field>
            <Field label='地点' required error={wrong['place']} hint={form.areaName ? `在${form.areaName}` : undefined}><TextInput value={form.place} onChange={(place) => set({ place })} maxLength={TASK_LIMITS.place.max} placeholder='在哪里集合' /></Field>
          </Grid>
          <ShiftFields shifts={form.shifts} onChange={(shifts) => set({ shifts })} errors={wrong} />
          <Grid cols={1} desk={2}>
            <Field label='谁可以参加' required error={wrong['audience']}><Select options={options(AUDIENCES)} value={form.audience} onChange={(audience) => set({ audience })} /></Field>
            <Field label='怎么签到' required group error={wrong['presence']}><Segmented label='怎么签到' options={options(PRESENCE)} value={form.presence} onChange={(presence) => set({ presence })} /></Field>
          </Grid>
          {form.audience === 'UNIT' ? <UnitPicker label='指定单位' value={form.unit} onChange={(unit) => set({ unit })} error={wrong['unitId']} /> : null}
          <Field label='安全提示' required error={wrong['riskNote']}><TextArea value={form.riskNote} onChange={(riskNote) => set({ riskNote })} maxLength={TASK_LIMITS.riskNote.max} rows={2} /></Field>
          <Field label='现场联系人' required group error={wrong['contactName'] ?? wrong['contactPhone']}>
            <Grid cols={2}>
              <TextInput id='contact-name' label='联系人姓名' value={form.contactName} onChange={(contactName) => set({ contactName })} maxLength={TASK_LIMITS.contactName.max} placeholder='姓名' />
              <TextInput id='contact-phone' label='联系电话' kind='phone' value={form.contactPhone} onChange={(contactPhone) => set({ contactPhone })} maxLength={TASK_LIMITS.contactPhone.max} placeholder='电话' />
            </Grid>
          </Field>
        </Stack>
      </Card>
      {more ? (
        <Card>
          <Stack gap={4}>
            <Field label='说明' error={wrong['summary']}><TextArea value={form.summary} onChange={(summary) => set({ summary })} maxLength={TASK_LIMITS.summary.max} placeholder='要带什么、怎么做' /></Field>
            <Field label='认领方式' required error={wrong['claimMode']}><Select options={options(CLAIM_MODES)} value={form.claimMode} onChange={(claimMode) => set({ claimMode })} /></Field>
            <Field label='难度' error={wrong['difficulty']} hint='比同类任务明显轻松或辛苦时才改，积分随之变化'><Select options={LEVELS} value={String(form.difficulty ?? 0)} onChange={(level) => set({ difficulty: Number(level) as 0 | Difficulty })} /></Field>
            <Field label='日志照片' required error={wrong['photoRule']} hint='能不要就不要；确实需要时写明理由，大家都能看到'><Select options={options(PHOTO_RULES)} value={form.photoRule} onChange={(photoRule) => set({ photoRule })} /></Field>
            {form.photoRule === 'REQUIRED' ? <Field label='为什么需要照片' required error={wrong['photoReason']}><TextInput value={form.photoReason} onChange={(photoReason) => set({ photoReason })} maxLength={TASK_LIMITS.photoReason.max} /></Field> : null}
          </Stack>
        </Card>
      ) : <Row><Button kind='text' icon='down' onPress={() => setMore(true)}>更多设置：说明、认领方式、难度、照片</Button></Row>}
      {!task && !needId ? <Press className='m-link' onPress={() => set({ begun: false })}><Text size='sm' tone='pine'>换一个模板</Text></Press> : null}
      <AskedTwice page='发布任务' />
    </Page>
  );
}
/** A copy is a draft of its own: made, then opened in place of this page. */
function Copying({ id }: { id: number }) {
  const copy = useAction(() => api.tasks.copy(id), (view) => replace(DESK.taskEdit(view.id)));
  useEffect(() => { void copy.run(); }, [copy.run]);
  return <Page title='发布任务'><Banner tone='info'>正在复制任务…</Banner></Page>;
}
const contactOf = (kept: Contact, me: MeView): Contact => (kept.contactPhone ? kept : { contactName: me.name, contactPhone: /^\d+$/.test(me.phone) ? me.phone : '' });

function TaskEdit({ me, area }: DeskProps) {
  const { params } = useRouter();
  const [id, needId, copyId] = [Number(params['id'] ?? 0), Number(params['needId'] ?? 0), Number(params['copy'] ?? 0)];
  const kept = useDraft<Contact>('task:contact', { contactName: '', contactPhone: '' }).value;
  const [start, setStart] = useState<Start | null>(null);
  const load = useLoad(copyId || start ? null : () => begin(id, needId, area, contactOf(kept, me)), [id, needId, copyId]);
  // Coming back to the page must not wipe what was written: the first answer stays.
  useEffect(() => { if (load.data && !start) setStart(load.data); }, [load.data, start]);
  if (copyId) return <Copying id={copyId} />;
  if (start) return <Form start={start} needId={needId} name={id ? `task:${id}` : needId ? `task:need:${needId}` : `task:new:${area.id}`} />;
  return <Page title='发布任务' load={load}>{() => null}</Page>;
}
export default deskPage('发布任务', 'task.manage', TaskEdit);
