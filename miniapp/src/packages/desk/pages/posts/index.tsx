import { ROLES, ROLE_AREAS, ROLE_KEYS, dayOf, type PersonView, type PostView, type Role } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Avatar, Box, Button, Card, DayInput, Dialog, Empty, Field, Grow, Page, Row, SearchBar, Select, Stack, Table, Tag, Text, confirm, toast, useWide, type Column } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import type { DeskArea } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { PersonPicker } from '../../parts/person-picker';
import { UnitPicker, type PickedUnit } from '../../parts/unit-picker';

type Post = PostView & { userId: number; userName: string };

/** Somebody, a role, from when. The area is the desk's own, or one right below it (a grid, a stairwell). */
function Appoint({ area, onDone, onClose }: { area: DeskArea; onDone: () => void; onClose: () => void }) {
  const today = dayOf(Date.now());
  const [person, setPerson] = useState<PersonView | null>(null);
  const [role, setRole] = useState<Role | null>(null);
  const [placeId, setPlaceId] = useState<string>(String(area.id));
  const [unit, setUnit] = useState<PickedUnit | null>(null);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const places = useLoad(async () => [await api.areas.get(area.id), ...(await api.areas.children(area.id))], [area.id]);
  const place = places.data?.find((one) => String(one.id) === placeId);
  const inUnit = role === 'UNIT_LIAISON';
  const roles = ROLE_KEYS.filter((key) => key === 'UNIT_LIAISON' || (place && ROLE_AREAS[key].includes(place.kind)));
  const save = useAction((_key, userId: number, what: Role, where: { areaId: number } | { unitId: number }, since: string, until: string) => api.posts.create({ userId, role: what, ...where, from: since, ...(until ? { to: until } : {}) }), () => { toast('已任命，并通知本人', 'ok'); onDone(); });
  const send = () => { if (person && role) void save.run(person.id, role, inUnit ? { unitId: unit?.id ?? 0 } : { areaId: Number(placeId) }, from, to); };
  return (
    <Dialog open title='任命岗位' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!person || !role || (inUnit && !unit)} onPress={send}>任命</Button></>}>
      <Stack gap={4}>
        <PersonPicker areaId={area.id} value={person} onChange={setPerson} error={save.fields['userId']} />
        <Field label='在哪里' required error={save.fields['areaId']}><Select options={(places.data ?? []).map((one) => ({ key: String(one.id), text: one.name }))} value={placeId} onChange={(id) => { setPlaceId(id); setRole(null); }} placeholder={places.loading ? '正在加载…' : '请选择'} /></Field>
        <Field label='岗位' required error={save.fields['role']}><Select options={roles.map((key) => ({ key, text: ROLES[key] }))} value={role} onChange={setRole} /></Field>
        {inUnit ? <UnitPicker label='所在单位' value={unit} onChange={setUnit} error={save.fields['unitId']} /> : null}
        <Field label='从哪天起' required error={save.fields['from']}><DayInput value={from} onChange={setFrom} /></Field>
        <Field label='到哪天止' error={save.fields['to']} hint='不填就是长期'><DayInput value={to} min={from} onChange={setTo} /></Field>
      </Stack>
    </Dialog>
  );
}
function Posts({ me, area, choose }: DeskProps) {
  const [appointing, setAppointing] = useState(false);
  const [q, setQ] = useState('');
  const wide = useWide();
  const posts = useLoad(() => api.posts.list(area.id), [area.id]);
  const end = useAction((_key, id: number) => api.posts.end(id), () => { toast('已结束任职', 'ok'); void posts.reload(); });
  const ask = async (post: Post) => { if (await confirm({ title: `结束${post.userName}的任职？`, text: `${post.areaName || post.unitName} · ${ROLES[post.role]}。从今天起不再有这个岗位的权限，任职记录保留。`, ok: '结束任职', danger: true })) void end.run(post.id); };
  const endOf = (post: Post) => (me.posts.some((own) => own.id === post.id) ? <Text size='sm' tone='faint'>本人</Text> : <Button kind='text' size='small' label={`结束${post.userName}的任职`} onPress={() => void ask(post)}>结束任职</Button>);
  const columns: Column<Post>[] = [
    { key: 'name', title: '姓名', cell: (post) => <Text strong>{post.userName}</Text> },
    { key: 'role', title: '岗位', cell: (post) => <Tag tone='pine'>{ROLES[post.role]}</Tag> },
    { key: 'place', title: '在哪里', cell: (post) => post.areaName || post.unitName },
    { key: 'time', title: '任期', cell: (post) => <Text size='sm'>{post.from} 起{post.to ? `，至 ${post.to}` : ''}</Text> },
    { key: 'end', title: '操作', cell: endOf },
  ];
  const add = <Button icon='plus' size={wide ? 'small' : 'normal'} onPress={() => setAppointing(true)}>任命岗位</Button>;
  return (
    <Page title='岗位任职' wide load={posts} footer={wide ? undefined : add}>
      {(all) => {
        const rows = q ? all.filter((post) => [post.userName, ROLES[post.role], post.areaName, post.unitName].some((text) => text.includes(q))) : all;
        return (
          <>
            <Row gap={2} wrap>
              <Stack className='d-half'><SearchBar value={q} onSearch={setQ} placeholder='姓名、岗位或地方' /></Stack>
              <AreaSwitch me={me} permission='post.manage' area={area} choose={choose} />
              {wide ? add : null}
            </Row>
            {rows.length === 0
              ? <Card><Empty icon='users' title={q ? '没有找到' : '还没有任职的人'} text={q ? '换个词试试。' : '先让同事完成报到，再来任命。'} /></Card>
              : wide ? <Table caption='任职' columns={columns} rows={rows} rowKey={(post) => post.id} />
              : <Card flush>{rows.map((post) => <Box key={post.id} className='d-roster'><Row gap={3} wrap><Avatar name={post.userName} /><Grow className='d-name'><Text strong block>{post.userName}</Text><Text size='sm' tone='soft' block>{ROLES[post.role]} · {post.areaName || post.unitName}</Text></Grow>{endOf(post)}</Row></Box>)}</Card>}
            {appointing ? <Appoint area={area} onClose={() => setAppointing(false)} onDone={() => { setAppointing(false); void posts.reload(); }} /> : null}
          </>
        );
      }}
    </Page>
  );
}
export default deskPage('岗位任职', 'post.manage', Posts);
