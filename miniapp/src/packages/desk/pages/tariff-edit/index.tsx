import { DIFFICULTIES, DIFFICULTY_KEYS, TARIFF_LIMITS, TASK_KINDS, type Difficulty, type TariffLine, type TariffRules, type TariffView, type TaskKind } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { kindIcon, kindTint } from '../../../../cards/words';
import { go, returnTo } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { useElder } from '../../../../session';
import { Banner, Box, Button, Card, Cell, Dialog, Empty, Field, KindBadge, Page, Row, Section, Segmented, Select, Stack, Tag, Text, TextArea, TextInput, toast, useWide } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { Figure } from '../../parts/figure';
import { sayYuan } from '../../parts/money';
import { DESK } from '../../parts/paths';
import { Changes, PublishDialog } from '../../parts/tariff-parts';
import { CAPS, GRADES, KIND_GROUPS, changesOf, sayCap, sayChanges, sayFactor, sayLine } from '../../parts/tariff-words';

const BASES = [{ key: 'HOUR', text: '按小时' }, { key: 'TASK', text: '按次' }] as const;
const LEVELS = DIFFICULTY_KEYS.map((key) => ({ key: String(key), text: DIFFICULTIES[key] }));
const differ = (a: TariffLine, b: TariffLine): boolean => sayLine(a) !== sayLine(b);
const { points, factor, percent, cap, valueFen, name: nameLimits, note: noteLimits } = TARIFF_LIMITS;

/** What one kind yields, to be set: three columns of a row, or (captioned) one below the other. */
function Line({ kind, line, captioned, onChange }: { kind: TaskKind; line: TariffLine; captioned?: boolean; onChange: (line: TariffLine) => void }) {
  const { label } = TASK_KINDS[kind];
  const caption = (text: string) => (captioned ? <Text size='sm' tone='soft' block decorative>{text}</Text> : null);
  return (
    <>
      <Box className='c-line__part'>{caption('怎么计')}<Segmented label={`${label}怎么计`} options={BASES} value={line.basis} onChange={(basis) => onChange({ ...line, basis })} /></Box>
      <Box className='c-line__part'>{caption('几分')}<Figure label={`${label}${line.basis === 'HOUR' ? '每小时' : '每次'}几分`} value={line.points} {...points} onChange={(n) => onChange({ ...line, points: n })} /></Box>
      <Box className={captioned ? undefined : 'c-line__level'}>{caption('通常的难度')}<Select label={`${label}通常的难度`} options={LEVELS} value={String(line.difficulty)} onChange={(key) => onChange({ ...line, difficulty: Number(key) as Difficulty })} /></Box>
    </>
  );
}
/** A figure with its name, and what it is in the tariff in force where it differs. */
function Setting({ label, was, children }: { label: string; was: string | null; children: React.ReactNode }) {
  return <Box className={was ? 'c-line c-line--changed' : 'c-line'}><Box className='c-line__name'><Text block>{label}</Text>{was ? <Text size='sm' tone='gold' block>现行 {was}</Text> : null}</Box>{children}</Box>;
}
function Kinds({ rules, base, put }: { rules: TariffRules; base: TariffRules; put: (kind: TaskKind, line: TariffLine) => void }) {
  const wide = useWide();
  const [open, setOpen] = useState<TaskKind | null>(null);
  return (
    <>
      {KIND_GROUPS.map((group) => (
        <Section key={group.title} title={group.title}>
          <Card flush className='c-rows'>
            {group.kinds.map((kind) => {
              const changed = differ(rules.lines[kind], base.lines[kind]);
              if (!wide) return <Cell key={kind} icon={kindIcon(kind)} title={TASK_KINDS[kind].label} note={changed ? `${sayLine(rules.lines[kind])}（现行 ${sayLine(base.lines[kind])}）` : sayLine(rules.lines[kind])} value={changed ? <Tag tone='gold'>已改</Tag> : undefined} onPress={() => setOpen(kind)} />;
              return (
                <Box key={kind} className={changed ? 'c-line c-line--changed' : 'c-line'}>
                  <Box className='c-line__name'><Row gap={3}><KindBadge icon={kindIcon(kind)} tone={kindTint(kind)} /><Box><Text strong block>{TASK_KINDS[kind].label}</Text>{changed ? <Text size='sm' tone='gold' block>现行 {sayLine(base.lines[kind])}</Text> : null}</Box></Row></Box>
                  <Line kind={kind} line={rules.lines[kind]} onChange={(line) => put(kind, line)} />
                </Box>
              );
            })}
          </Card>
        </Section>
      ))}
      <Dialog open={open !== null} title={open ? TASK_KINDS[open].label : ''} onClose={() => setOpen(null)} sheet foot={<Button onPress={() => setOpen(null)}>好了</Button>}>
        {open ? <Stack gap={4}><Text tone='soft' block>现行：{sayLine(base.lines[open])}</Text><Line kind={open} captioned line={rules.lines[open]} onChange={(line) => put(open, line)} /></Stack> : null}
      </Dialog>
    </>
  );
}
function Editor({ draft, current, onSaved }: { draft: TariffView; current: TariffView; onSaved: (view: TariffView) => void }) {
  const [name, setName] = useState(draft.name);
  const [note, setNote] = useState(draft.note);
  const [rules, setRules] = useState(draft.rules);
  const [publishing, setPublishing] = useState<TariffView | null>(null);
  const wide = useWide(), elder = useElder();
  const base = current.rules, changes = changesOf(base, rules);
  const dirty = JSON.stringify([name.trim(), note.trim(), rules]) !== JSON.stringify([draft.name, draft.note, draft.rules]);
  const save = useAction((_key, input: { name: string; note: string; rules: TariffRules }) => api.tariffs.update(draft.id, input), onSaved);
  const kept = async () => (dirty ? save.run({ name: name.trim(), note: note.trim(), rules }) : draft);
  const keep = async () => { if (await kept()) toast('草稿已保存', 'ok'); };
  const simulate = async () => { if (await kept()) go(DESK.simulation(draft.id)); };
  const publish = async () => { const view = await kept(); if (view) setPublishing(view); };
  const was = <T,>(now: T, before: T, say: (value: T) => string): string | null => (now === before ? null : say(before));
  return (
    <Page
      title='拟定积分办法' wide
      footer={<><Button kind='plain' busy={save.busy} disabled={!dirty} onPress={() => void keep()}>保存</Button><Button kind='soft' icon={elder ? undefined : 'chart'} disabled={save.busy} onPress={() => void simulate()}>试算</Button><Button icon={elder ? undefined : 'megaphone'} disabled={save.busy} onPress={() => void publish()}>公布</Button></>}
    >
      <Halves left={
        <Card>
          <Field label='名称' required error={save.fields['name']}><TextInput value={name} onChange={setName} maxLength={nameLimits.max} /></Field>
          <Field label='为什么改' error={save.fields['note']}><TextArea value={note} onChange={setNote} maxLength={noteLimits.max} rows={wide ? 3 : 2} placeholder='如：冬天巡逻辛苦，夜里巡逻多给一点' /></Field>
        </Card>
      } right={<Card><Row spread><Text strong>与现行办法相比</Text><Tag tone={changes.length > 0 ? 'gold' : 'quiet'}>{sayChanges(changes)}</Tag></Row><Changes changes={changes} /></Card>} />
      <Kinds rules={rules} base={base} put={(kind, line) => setRules((old) => ({ ...old, lines: { ...old.lines, [kind]: line } }))} />
      <Halves left={<>
        <Section title='难度系数' note='乘在分数上'>
          <Card flush className='c-rows'>{DIFFICULTY_KEYS.map((key) => <Setting key={key} label={DIFFICULTIES[key]} was={was(rules.factors[key], base.factors[key], sayFactor)}><Figure label={`${DIFFICULTIES[key]}的系数`} value={rules.factors[key]} {...factor} say={sayFactor} onChange={(n) => setRules((old) => ({ ...old, factors: { ...old.factors, [key]: n } }))} /></Setting>)}</Card>
        </Section>
        <Section title='依据' note='越实在，计得越足'>
          <Card flush className='c-rows'>
            {GRADES.map(({ key, text }) => <Setting key={key} label={text} was={was(rules.evidence[key], base.evidence[key], (n) => `${n}%`)}><Figure label={`${text}计百分之几`} value={rules.evidence[key]} {...percent} step={5} say={(n) => `${n}%`} onChange={(n) => setRules((old) => ({ ...old, evidence: { ...old.evidence, [key]: n } }))} /></Setting>)}
            <Setting label='工作人员补录' was={null}><Text tone='soft'>只记时长，不计分</Text></Setting>
          </Card>
        </Section>
      </>} right={<>
        <Section title='封顶' note='0 就是不封顶'>
          <Card flush className='c-rows'>{CAPS.map(({ key, text }) => <Setting key={key} label={text} was={was(rules.caps[key], base.caps[key], sayCap)}><Box><Figure label={text} value={rules.caps[key]} {...cap} step={5} onChange={(n) => setRules((old) => ({ ...old, caps: { ...old.caps, [key]: n } }))} />{rules.caps[key] === 0 ? <Text size='sm' tone='soft' block>不封顶</Text> : null}</Box></Setting>)}</Card>
        </Section>
        <Section title='算家底用' note='不付给个人'>
          <Card flush className='c-rows'><Setting label='一分折合' was={was(rules.pointValueFen, base.pointValueFen, sayYuan)}><Figure label='一分折合多少' value={rules.pointValueFen} {...valueFen} say={sayYuan} onChange={(n) => setRules((old) => ({ ...old, pointValueFen: n }))} /></Setting></Card>
        </Section>
      </>} />
      {publishing ? <PublishDialog draft={publishing} current={current} onClose={() => setPublishing(null)} onDone={() => returnTo(DESK.tariff)} /> : null}
    </Page>
  );
}
/** A draft, beside the tariff in force. */
function TariffEdit() {
  const id = Number(useRouter().params['id']);
  const load = useLoad(async () => ({ current: await api.tariffs.current(), draft: (await api.tariffs.list()).find((one) => one.id === id) ?? null }), [id]);
  const view = load.data;
  if (view?.draft?.actions.includes('edit')) return <Editor key={id} draft={view.draft} current={view.current} onSaved={(draft) => load.set({ ...view, draft })} />;
  return (
    <Page title='拟定积分办法' load={load}>
      {({ draft }) => draft ? <Banner tone='info' title={draft.status === 'PUBLISHED' ? '这一版已经公布' : '您只能看，不能改'} action={<Button kind='text' size='small' to={DESK.tariff}>看积分办法</Button>}>{draft.status === 'PUBLISHED' ? '公布过的办法不能再改。要改，另拟一版。' : '积分办法由市里拟定。'}</Banner>
        : <Empty icon='edit' title='没有找到这份草稿' text='可能已经删除。' action={<Button to={DESK.tariff}>看积分办法</Button>} />}
    </Page>
  );
}
export default deskPage('拟定积分办法', 'tariff.manage', TariffEdit);
