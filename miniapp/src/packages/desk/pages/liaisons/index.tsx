import { LIAISON_KINDS, LIAISON_LIMITS, LIAISON_STATUSES, type CreateLiaisonInput, type LiaisonKind, type LiaisonStatus, type LiaisonView, type PersonView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { holderOf, LiaisonCard, sayTerm } from '../../../../cards/liaison-card';
import { PlacePicker, type PickedPlace } from '../../../../cards/place-picker';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Button, Card, Dialog, Empty, Field, Grow, Page, Row, Segmented, Select, Stack, StatusTag, Table, Text, TextInput, confirm, toast, useWide, type Column } from '../../../../ui';
import { isCommunity, type DeskArea } from '../../parts/area';
import { AreaSwitch, CommunityPicker } from '../../parts/area-switch';
import { ExportButton } from '../../parts/export-button';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { PersonPicker } from '../../parts/person-picker';
import { ReasonDialog } from '../../parts/reason-dialog';
import { waited } from '../../parts/waited';

const STATES = [{ key: 'PROPOSED', text: '等确认' }, { key: 'ACTIVE', text: '包联中' }, { key: 'ENDED', text: '已结束' }] as const;
const KINDS = (Object.keys(LIAISON_KINDS) as LiaisonKind[]).map((key) => ({ key, text: LIAISON_KINDS[key] }));
const REASONS = ['这里已经有人包联', '请先和社区商量', '这个小区暂不需要'] as const;

/** A unit is set to a compound; a member is asked, and it stands when he agrees. */
function Add({ area, onClose, done }: { area: DeskArea; onClose: () => void; done: () => void }) {
  const [community, setCommunity] = useState<DeskArea | null>(isCommunity(area) ? area : null);
  const [kind, setKind] = useState<LiaisonKind>('UNIT');
  const [unitId, setUnit] = useState<string | null>(null);
  const [person, setPerson] = useState<PersonView | null>(null);
  const [place, setPlace] = useState<PickedPlace | null>(null);
  const [households, setHouseholds] = useState('');
  const units = useLoad(community ? () => api.unitRegistrations.list({ areaId: community.id, status: 'ACCEPTED' }) : null, [community?.id]);
  const add = useAction((_key, input: CreateLiaisonInput) => api.liaisons.create(input), (view) => { toast(view.status === 'ACTIVE' ? '已设好，单位联络员会收到通知' : '已询问本人，同意后生效', 'ok'); done(); });
  const words = households.trim(), holder = kind === 'UNIT' ? unitId !== null : person !== null;
  const send = () => { if (place) void add.run({ kind, areaId: place.id, ...(kind === 'UNIT' ? { unitId: Number(unitId) } : { userId: person!.id }), ...(words ? { households: words } : {}) }); };
  return (
    <Dialog open sheet title='安排包联' onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={add.busy} disabled={!place || !holder || (kind === 'MEMBER' && place.kind === 'COMPOUND' && !words)} onPress={send}>{kind === 'UNIT' ? '设好' : '询问本人'}</Button></>}>
      <Stack gap={4}>
        {isCommunity(area) ? null : <CommunityPicker top={area} value={community?.id ?? null} onChange={(one) => { setCommunity(one); setPlace(null); setUnit(null); setPerson(null); }} />}
        <Segmented label='谁来包联' options={KINDS} value={kind} onChange={(key) => { setKind(key); setPlace(null); }} />
        {community && kind === 'UNIT' ? (
          <Field label='单位' required error={add.fields['unitId']} hint={units.data && units.data.items.length === 0 ? '还没有单位在这个社区报到' : '已在本社区报到的单位'}>
            <Select options={(units.data?.items ?? []).map((one) => ({ key: String(one.unit.id), text: one.unit.name }))} value={unitId} placeholder='请选择单位' onChange={setUnit} />
          </Field>
        ) : null}
        {community && kind === 'MEMBER' ? <PersonPicker areaId={community.id} value={person} onChange={setPerson} error={add.fields['userId']} /> : null}
        {community ? <PlacePicker key={`${community.id}${kind}`} communityId={community.id} deep={kind === 'MEMBER'} onChange={setPlace} error={add.fields['areaId']} /> : null}
        {kind === 'MEMBER' ? <Field label='哪些住户' required={place?.kind === 'COMPOUND'} hint='如：3号楼2单元 8 户' error={add.fields['households']}><TextInput value={households} onChange={setHouseholds} maxLength={LIAISON_LIMITS.households.max} /></Field> : null}
        {kind === 'MEMBER' ? <Text size='sm' tone='soft' block>会问他愿不愿意。不愿意或没回，两周后自动作罢，不留痕迹。</Text> : null}
      </Stack>
    </Dialog>
  );
}
function Decide({ view, done }: { view: LiaisonView; done: () => void }) {
  const [refusing, setRefusing] = useState(false);
  const act = useAction(async (_key, action: 'accept' | 'withdraw' | 'end') => { await api.liaisons[action](view.id); return action; }, (action) => { toast(action === 'accept' ? '已确认' : action === 'end' ? '已结束' : '已撤回', 'ok'); done(); });
  const refuse = useAction((_key, reason: string) => api.liaisons.refuse(view.id, { reason }), () => { setRefusing(false); toast('已说明原因', 'ok'); done(); });
  const end = async () => { if (await confirm({ title: `结束${holderOf(view)}的包联？`, text: `${view.place.name}从明天起由别人包联；对方会收到通知。`, ok: '结束', danger: true })) void act.run('end'); };
  if (view.actions.length === 0) return null;
  return (
    <Row gap={2} wrap>
      {view.actions.includes('accept') ? <Button size='small' icon='check' busy={act.busy} onPress={() => void act.run('accept')}>确认</Button> : null}
      {view.actions.includes('refuse') ? <Button kind='plain' size='small' onPress={() => setRefusing(true)}>不采纳</Button> : null}
      {view.actions.includes('withdraw') ? <Button kind='plain' size='small' busy={act.busy} onPress={() => void act.run('withdraw')}>不问了</Button> : null}
      {view.actions.includes('end') ? <Button kind='plain' size='small' busy={act.busy} onPress={() => void end()}>结束</Button> : null}
      {refusing ? <ReasonDialog open title='不采纳这次包联' note='对方会收到这句话。' reasons={REASONS} limits={LIAISON_LIMITS.reason} ok='发给对方' busy={refuse.busy} error={refuse.fields['reason']} onClose={() => setRefusing(false)} onSend={(reason) => void refuse.run(reason)} /> : null}
    </Row>
  );
}
const sayAsked = (view: LiaisonView): string => (view.proposedBy === 'COMMUNITY' ? `已询问，${waited(view.at)}` : `对方提出，${waited(view.at)}`);

function Liaisons({ me, area, choose }: DeskProps) {
  const [status, setStatus] = useState<LiaisonStatus>('PROPOSED');
  const [adding, setAdding] = useState(false);
  const wide = useWide();
  const pages = usePages((after) => api.liaisons.list({ areaId: area.id, status, after }), [area.id, status]);
  const done = () => { setAdding(false); void pages.reload(); };
  const add = <Button icon='plus' size={wide ? 'small' : 'normal'} block={!wide} onPress={() => setAdding(true)}>安排包联</Button>;
  const columns: Column<LiaisonView>[] = [
    { key: 'holder', title: '谁', cell: (row) => <><Text strong block>{holderOf(row)}</Text><Text size='sm' tone='soft' block>{LIAISON_KINDS[row.kind]}</Text></> },
    { key: 'place', title: '看顾哪里', cell: (row) => <><Text block>{row.place.name}</Text>{row.households ? <Text size='sm' tone='soft' block>{row.households}</Text> : null}</> },
    { key: 'community', title: '社区', cell: (row) => row.community.name },
    { key: 'term', title: '时间', cell: (row) => (row.status === 'PROPOSED' ? sayAsked(row) : sayTerm(row)) },
    { key: 'status', title: '状态', cell: (row) => <StatusTag status={row.status} labels={LIAISON_STATUSES} /> },
    { key: 'do', title: '操作', cell: (row) => <Decide view={row} done={done} /> },
  ];
  return (
    <Page title='包联' wide footer={wide ? undefined : add}>
      <Row gap={2} wrap>
        <Segmented label='状态' options={STATES} value={status as (typeof STATES)[number]['key']} onChange={setStatus} />
        <AreaSwitch me={me} permission='list.manage' area={area} choose={choose} />
        {wide ? <><Grow /><ExportButton wanted={{ kind: 'LIAISONS', areaId: area.id }} />{add}</> : null}
      </Row>
      <Listing pages={pages} empty={<Card><Empty icon='handshake' title={status === 'PROPOSED' ? '没有等确认的包联' : '这里还没有包联'} text='单位可以包联一个小区，党员可以包联一栋楼、一个单元或几户邻居。点“安排包联”开始。' /></Card>}>
        {(rows, footer) => (wide ? <><Table caption='包联' columns={columns} rows={rows} rowKey={(row) => row.id} />{footer}</> : (
          <>{rows.map((row) => <LiaisonCard key={row.id} view={row}>{row.status === 'PROPOSED' ? <Text size='sm' tone='soft' block>{sayAsked(row)}</Text> : null}<Decide view={row} done={done} /></LiaisonCard>)}{footer}</>
        ))}
      </Listing>
      {adding ? <Add area={area} onClose={() => setAdding(false)} done={done} /> : null}
    </Page>
  );
}
export default deskPage('包联', 'list.manage', Liaisons);
