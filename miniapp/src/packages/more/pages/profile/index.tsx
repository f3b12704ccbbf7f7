import { FREE_TIMES, PROFILE_LIMITS, RANGES, REGISTRATION_LIMITS, SKILLS, STATIONS, STATION_KEYS, TASK_KINDS, TASK_KIND_KEYS, USER_LIMITS, type FreeTime, type MeView, type ProfileView, type Range, type Station, type UpdateMeInput, type UpdateProfileInput } from '@xianfeng/shared';
import { useRef, useState, type ReactNode } from 'react';
import { api } from '../../../../api';
import { signedIn } from '../../../../cards/signed-in';
import { ago, day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { session } from '../../../../session';
import { Banner, Box, Button, Card, CheckboxList, Chips, Field, Grid, Page, RadioList, Row, Section, Stack, Text, TextArea, TextInput, toast } from '../../../../ui';

const WONT = TASK_KIND_KEYS.filter((kind) => TASK_KINDS[kind].recordable && kind !== 'OTHER').map((key) => ({ key: key as string, text: TASK_KINDS[key].label }));
const TIMES = (Object.keys(FREE_TIMES) as FreeTime[]).map((key) => ({ key, text: FREE_TIMES[key] }));
const DISTANCES = (Object.keys(RANGES) as Range[]).map((key) => ({ key, text: RANGES[key] }));

/** A text that is kept when its owner says so. */
function Words({ label, hint, value, limit, busy, error, rows, save }: { label: string; hint: string; value: string; limit: number; busy: boolean; error: string | undefined; rows?: number; save: (text: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <Field label={label} hint={hint} error={error}>
      <Stack gap={2}>
        {rows ? <TextArea value={text} onChange={setText} maxLength={limit} rows={rows} /> : <TextInput value={text} onChange={setText} maxLength={limit} />}
        {text.trim() === value ? null : <Row><Button size='small' busy={busy} onPress={() => save(text.trim())}>保存</Button></Row>}
      </Stack>
    </Field>
  );
}
/** What is tapped shows at once; taps that come while one is being saved are saved after it, the last one only. */
function useKept<T>(value: T, save: (wanted: T) => Promise<unknown>): [T, (wanted: T) => void] {
  const [local, setLocal] = useState<{ value: T } | null>(null);
  const next = useRef<{ value: T } | null>(null), running = useRef(false);
  const set = async (wanted: T) => {
    next.current = { value: wanted };
    setLocal({ value: wanted });
    if (running.current) return;
    running.current = true;
    for (let one: { value: T } | null = next.current; one; one = next.current) { next.current = null; await save(one.value); }
    running.current = false;
    setLocal(null);
  };
  return [local ? local.value : value, (wanted) => void set(wanted)];
}
/** One thing that is saved with each tap. */
function Kept<T>({ value, save, children }: { value: T; save: (wanted: T) => Promise<unknown>; children: (value: T, set: (wanted: T) => void) => ReactNode }) {
  const [now, set] = useKept(value, save);
  return <>{children(now, set)}</>;
}
function Confirm({ profile, done }: { profile: ProfileView; done: (view: ProfileView) => void }) {
  const confirm = useAction(() => api.me.confirmProfile(), (view) => { toast('谢谢，半年后再问您', 'ok'); done(view); });
  if (!profile.community) return null;
  if (!profile.confirmDue) return profile.confirmedAt ? <Text size='sm' tone='faint' block>上次确认：{ago(profile.confirmedAt)}</Text> : null;
  return <Banner tone='info' title='这些信息还对吗' action={<Button size='small' busy={confirm.busy} onPress={() => void confirm.run()}>信息没变</Button>}>半年问一次。搬了家、换了特长就顺手改一改；不处理也没有影响。</Banner>;
}

const atMost = <T,>(limit: number, words: string, set: (wanted: T[]) => void) => (wanted: T[]) => { if (wanted.length > limit) toast(words); else set(wanted); };

function Profile({ me }: { me: MeView }) {
  const load = useLoad(() => api.me.profile());
  const saved = (view: ProfileView) => { load.set(view); toast('已保存', 'ok'); };
  // Each by itself: what is tapped in one part does not wait for another.
  const stations = useAction((_key, wanted: Station[]) => api.me.updateProfile({ stations: wanted }), saved);
  const range = useAction((_key, wanted: Range) => api.me.updateProfile({ range: wanted }), saved);
  const wont = useAction((_key, wanted: string[]) => api.me.updateProfile({ wontKinds: wanted }), saved);
  const write = useAction((_key, input: UpdateProfileInput) => api.me.updateProfile(input), saved);
  const about = async (input: UpdateMeInput) => { session.update(await api.me.update(input)); return api.me.profile(); };
  const skills = useAction((_key, wanted: string[]) => about({ skills: wanted }), saved);
  const times = useAction((_key, wanted: FreeTime[]) => about({ freeTimes: wanted }), saved);
  return (
    <Page title='我的志愿档案' wide load={load}>
      {(view) => (
        <>
          <Confirm profile={view} done={load.set} />
          <Grid cols={1} desk={2}>
            <Box className='x-stack'>
              <Section title='认领岗位' note={`最多 ${PROFILE_LIMITS.stations} 个，随时可换`}>
                {view.community ? (
                  <Card><Kept value={view.stations.map((one) => one.station)} save={stations.run}>{(value, set) => (
                    <CheckboxList
                      label='认领岗位' value={value} onChange={atMost(PROFILE_LIMITS.stations, `最多认领 ${PROFILE_LIMITS.stations} 个岗位，先放下一个再选`, set)}
                      options={STATION_KEYS.map((key) => { const held = view.stations.find((one) => one.station === key); return { key, text: STATIONS[key].label, note: held ? `${STATIONS[key].does} · ${day(held.since)}起` : STATIONS[key].does }; })}
                    />
                  )}</Kept></Card>
                ) : <Card><Stack><Text tone='soft' block>{me.todo.includes('REGISTRATION') ? '先到居住地社区报到，再认领岗位。' : '社区确认报到以后，就可以认领岗位。'}</Text><Row><Button size='small' to='/packages/more/pages/registration/index'>看我的报到</Button></Row></Stack></Card>}
              </Section>
              {view.community ? (
                <Section title='住在哪儿'>
                  <Card><Stack gap={4}>
                    <Text block>{view.community.name}{me.compound ? ` · ${me.compound.name}` : ''}</Text>
                    <Words key={view.building} label='楼栋' hint='如：3号楼2单元' value={view.building} limit={REGISTRATION_LIMITS.building.max} busy={write.busy} error={write.fields['building']} save={(building) => void write.run({ building })} />
                  </Stack></Card>
                </Section>
              ) : null}
            </Box>
            <Box className='x-stack'>
              <Section title='会什么、什么时候、多远'>
                <Card><Stack gap={4}>
                  <Field label='会什么' group error={skills.fields['skills']}><Kept value={view.skills} save={skills.run}>{(value, set) => <Chips wrap label='会什么' options={SKILLS.map((skill) => ({ key: skill as string, text: skill }))} value={value} onChange={atMost(USER_LIMITS.skills, `最多选 ${USER_LIMITS.skills} 项`, set)} />}</Kept></Field>
                  <Field label='什么时候有空' group error={times.fields['freeTimes']}><Kept value={view.freeTimes} save={times.run}>{(value, set) => <Chips wrap label='什么时候有空' options={TIMES} value={value} onChange={set} />}</Kept></Field>
                  <Field label='愿意去多远' group error={range.fields['range']}><Kept value={view.range} save={range.run}>{(value, set) => <RadioList label='愿意去多远' options={DISTANCES} value={value} onChange={set} />}</Kept></Field>
                </Stack></Card>
              </Section>
              <Section title='不做什么' note='只有您自己看得到'>
                <Card><Stack gap={4}>
                  <Text size='sm' tone='soft' block>选了以后，社区邀请时会悄悄跳过您，不会告诉任何人原因。</Text>
                  <Field label='不做哪些' group error={wont.fields['wontKinds']}><Kept value={view.wontKinds} save={wont.run}>{(value, set) => <Chips wrap label='不做哪些' options={WONT} value={value} onChange={set} />}</Kept></Field>
                  <Words key={view.wontText} label='自己记一句' hint='如：腰不好，不搬重物' rows={2} value={view.wontText} limit={PROFILE_LIMITS.wontText.max} busy={write.busy} error={write.fields['wontText']} save={(wontText) => void write.run({ wontText })} />
                </Stack></Card>
              </Section>
            </Box>
          </Grid>
        </>
      )}
    </Page>
  );
}

export default signedIn('我的志愿档案', Profile);
