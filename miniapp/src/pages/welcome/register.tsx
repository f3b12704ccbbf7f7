import { REGISTRATION_STATUSES, USER_LIMITS, type MeView, type RegisterMemberInput, type RosterMatch } from '@xianfeng/shared';
import { ApiError } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../api';
import { AreaPicker, NO_AREA, type AreaChoice } from '../../cards/area-picker';
import { poster } from '../../lib/draft';
import { replace } from '../../lib/go';
import { useAction } from '../../lib/use-action';
import { useLoad } from '../../lib/use-load';
import { HOME } from '../../routes';
import { Button, Card, ErrorState, Facts, Field, Skeleton, Stack, StatusTag, Text, TextInput, toast } from '../../ui';

/** Without his consent the roster is not looked into: he then registers as a resident. */
async function rosterMatch(): Promise<RosterMatch | null> {
  try { const match = await api.me.rosterMatch(); return match.found ? match : null; } catch (error) { if (error instanceof ApiError && error.code === 'CONSENT_NEEDED') return null; throw error; }
}

/** The community of the poster he came by, as the lists below know it. What is none any more is forgotten. */
async function fromPoster(): Promise<AreaChoice | null> {
  const id = poster.get();
  if (id === null) return null;
  try { const area = await api.areas.get(id); return { streetId: area.parentId, communityId: area.id, compoundId: null }; } catch (error) { if (error instanceof ApiError && error.status === 404) { poster.forget(); return null; } throw error; }
}

/** Registering: a member recognises himself on the roster, everybody else says where he lives. */
export function Register({ me, done }: { me: MeView; done: () => void }) {
  const found = useLoad(async () => ({ match: await rosterMatch(), mine: await api.registrations.mine(), scanned: await fromPoster() }));
  const [chosen, setOther] = useState<boolean | null>(null);
  const [picked, setArea] = useState<AreaChoice | null>(null);
  const [name, setName] = useState(me.name.startsWith('用户') ? '' : me.name);
  const register = useAction((_key, input: RegisterMemberInput) => api.registrations.create(input), (view) => { poster.forget(); toast(view.status === 'ACCEPTED' ? '报到成功' : '已提交，等社区确认', 'ok'); done(); void found.reload(); });
  if (!found.data) return found.error ? <ErrorState text={found.error} onRetry={() => void found.reload()} /> : <Skeleton rows={2} />;

  const waiting = found.data.mine.find((one) => one.status === 'SUBMITTED');
  if (waiting) {
    return (
      <Card>
        <Text size='lg' strong block>已提交，等社区确认</Text>
        <StatusTag status={waiting.status} labels={REGISTRATION_STATUSES} />
        <Text tone='soft' block>{waiting.community.name}确认后会通知您。在这之前可以先看看任务。</Text>
        <Button block onPress={() => replace(HOME)}>先去看任务</Button>
      </Card>
    );
  }
  const returned = found.data.mine.find((one) => one.status === 'RETURNED');
  const { match, scanned } = found.data;
  const home = match?.community;
  // A poster of another community than the roster's: he stands at its door, so that is what he is asked about.
  const other = chosen ?? (scanned !== null && scanned.communityId !== home?.id);
  const area = picked ?? scanned ?? NO_AREA;
  if (match && home && !other) {
    return (
      <Card>
        <Text size='lg' strong block>在花名册里找到了您</Text>
        <Text tone='soft' block>请核对，都对就可以报到。</Text>
        <Facts rows={[
          { name: '姓名', value: match.name, icon: 'user' },
          { name: '单位', value: match.unitName, icon: 'building' },
          { name: '社区', value: home.name, icon: 'home' },
          { name: '小区', value: match.compound?.name ?? (match.compoundText || '未填写'), icon: 'pin' },
          ...(match.building ? [{ name: '楼栋', value: match.building, icon: 'building' as const }] : []),
        ]} />
        {returned?.reason ? <Text tone='warn' block>上次被退回：{returned.reason}</Text> : null}
        <Stack gap={2}>
          <Button block busy={register.busy} onPress={() => void register.run({ communityId: home.id, ...(match.compound ? { compoundId: match.compound.id } : {}), building: match.building })}>都对，我要报到</Button>
          <Button block kind='plain' onPress={() => setOther(true)}>住址不对，换一个社区</Button>
        </Stack>
      </Card>
    );
  }
  const { communityId, compoundId } = area;
  return (
    <Card>
      <Text size='lg' strong block>{match ? '您住在哪个社区？' : '告诉我们您住在哪儿'}</Text>
      <Text tone='soft' block>{match ? '报到到居住地的社区，离家近才方便帮忙。' : '选好社区，就能看到附近的任务，也能请社区帮忙。'}</Text>
      {returned?.reason ? <Text tone='warn' block>上次被退回：{returned.reason}</Text> : null}
      {match ? null : <Field label='怎么称呼您' required error={register.fields['name']}><TextInput value={name} onChange={setName} maxLength={USER_LIMITS.name.max} placeholder='姓名' /></Field>}
      <AreaPicker value={area} onChange={setArea} errors={register.fields} />
      <Button block busy={register.busy} disabled={communityId === null || (!match && !name.trim())} onPress={() => { if (communityId !== null) void register.run({ communityId, ...(compoundId === null ? {} : { compoundId }), ...(match ? {} : { name: name.trim() }) }); }}>报到</Button>
      {match ? <Button block kind='text' onPress={() => setOther(false)}>还是用花名册里的住址</Button> : null}
    </Card>
  );
}
