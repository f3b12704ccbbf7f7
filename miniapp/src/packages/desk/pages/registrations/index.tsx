import { REGISTRATION_LIMITS, REGISTRATION_STATUSES, USER_KINDS, type MemberRegistrationView, type RegistrationStatus, type UnitRegistrationView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { api } from '../../../../api';
import { ring } from '../../../../cards/ring';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages, type Pages } from '../../../../lib/use-pages';
import { Avatar, Button, Card, Empty, Facts, Grid, Grow, Page, Row, Segmented, StatusTag, Tag, Text, toast } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { ExportButton } from '../../parts/export-button';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';
import { TypedPhones } from '../../parts/typed-phones';
import { waited } from '../../parts/waited';

const REASONS = ['请到居住地所在社区报到', '请补充小区和楼栋', '姓名与花名册不一致，请核对', '没有查到您的组织关系，请先联系单位'] as const;
const UNIT_REASONS = ['请选择单位所在的社区', '请填写联络员姓名和电话', '请先由单位党组织确认'] as const;
const RETIRED = ['本人告知已退休', '单位来函告知'] as const;
const STATES = [{ key: 'SUBMITTED', text: '待确认' }, { key: 'ACCEPTED', text: '已报到' }, { key: 'RETURNED', text: '已退回' }] as const;
type Row = MemberRegistrationView | UnitRegistrationView;

/** One registration and what can be decided about it: accepting is one tap, returning is a tap and a reason. */
function Paper<R extends Row>({ row, head, facts, phone, caller, accept, giveBack, more, done }: { row: R; head: ReactNode; /** Another thing that can be done. */ more?: ReactNode; facts: Parameters<typeof Facts>[0]['rows']; phone: string; caller: string; accept: () => Promise<R>; giveBack: { reasons: readonly string[]; send: (reason: string) => Promise<R> }; done: (row: R) => void }) {
  const [asking, setAsking] = useState(false);
  const yes = useAction(accept, (view) => { toast('已接受报到', 'ok'); done(view); });
  const no = useAction((_key, reason: string) => giveBack.send(reason), (view) => { setAsking(false); toast('已退回并说明原因', 'ok'); done(view); });
  return (
    <Card>
      {head}
      <Facts rows={facts} />
      {row.reason ? <Text size='sm' tone='warn' block>退回原因：{row.reason}</Text> : null}
      <Row gap={2} wrap>
        {row.actions.includes('accept') ? <Button size='small' icon='check' busy={yes.busy} onPress={() => void yes.run()}>接受报到</Button> : null}
        {row.actions.includes('return') ? <Button kind='plain' size='small' disabled={yes.busy} onPress={() => setAsking(true)}>退回</Button> : null}
        {more}
        <Button kind='text' size='small' icon='phone' onPress={() => void ring(phone, caller)}>打电话</Button>
      </Row>
      {asking ? <ReasonDialog open title={`退回${caller}的报到`} note='对方会收到这句话，改好后可以重新提交。' reasons={giveBack.reasons} limits={REGISTRATION_LIMITS.reason} ok='退回' busy={no.busy} error={no.fields['reason']} onClose={() => setAsking(false)} onSend={(reason) => void no.run(reason)} /> : null}
    </Card>
  );
}
/** The registrations of one status, two in a row where there is room; one that was decided goes from the list. */
function Papers<R extends Row>({ pages, status, draw }: { pages: Pages<R>; status: RegistrationStatus; draw: (row: R, done: (row: R) => void) => ReactNode }) {
  const waiting = status === 'SUBMITTED';
  const gone = (row: R) => pages.set((pages.data ?? []).filter((other) => other.id !== row.id));
  return (
    <Listing pages={pages} empty={<Empty icon='flag' title={waiting ? '没有等待确认的报到' : '这里还没有记录'} text={waiting ? '有人报到时，会出现在这里和工作台首页。' : '换个状态看看。'} />}>
      {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((row) => draw(row, gone))}</Grid>{footer}</>}
    </Listing>
  );
}

function Members({ areaId, status }: { areaId: number; status: RegistrationStatus }) {
  const pages = usePages((after) => api.registrations.list({ areaId, status, after }), [areaId, status]);
  return (
    <Papers pages={pages} status={status} draw={(row, done) => (
      <Paper
        key={row.id} row={row} phone={row.phone} caller={row.name} done={done} accept={() => api.registrations.accept(row.id)} giveBack={{ reasons: REASONS, send: (reason) => api.registrations.return(row.id, { reason }) }}
        head={<Row gap={3} top><Avatar name={row.name} /><Grow><Text size='lg' strong block>{row.name}</Text><Text size='sm' tone='soft' block>{USER_KINDS[row.kind]} · {row.status === 'SUBMITTED' ? waited(row.submittedAt) : day(row.submittedAt)}</Text></Grow><StatusTag status={row.status} labels={REGISTRATION_STATUSES} /></Row>}
        facts={[
          ...(row.unitName ? [{ name: '单位', value: row.unitName, icon: 'building' as const }] : []),
          { name: '住在', value: [row.community.name, row.compound?.name, row.building].filter(Boolean).join(' '), icon: 'pin' },
          { name: '电话', value: row.phone, icon: 'phone' },
          ...(row.skills.length > 0 ? [{ name: '特长', value: <Row gap={1} wrap>{row.skills.map((skill) => <Tag key={skill} tone='gold'>{skill}</Tag>)}</Row>, icon: 'star' as const }] : []),
        ]}
      />
    )} />
  );
}
function Units({ areaId, status }: { areaId: number; status: RegistrationStatus }) {
  const pages = usePages((after) => api.unitRegistrations.list({ areaId, status, after }), [areaId, status]);
  return (
    <Papers pages={pages} status={status} draw={(row, done) => (
      <Paper
        key={row.id} row={row} phone={row.liaisonPhone} caller={row.unit.name} done={done} accept={() => api.unitRegistrations.accept(row.id)} giveBack={{ reasons: UNIT_REASONS, send: (reason) => api.unitRegistrations.return(row.id, { reason }) }}
        head={<Row gap={3} top><Grow><Text size='lg' strong block>{row.unit.name}</Text><Text size='sm' tone='soft' block>向{row.community.name}报到 · {row.status === 'SUBMITTED' ? waited(row.submittedAt) : day(row.submittedAt)}</Text></Grow><StatusTag status={row.status} labels={REGISTRATION_STATUSES} /></Row>}
        facts={[{ name: '联络员', value: `${row.liaisonName} ${row.liaisonPhone}`, icon: 'user' }, ...(row.resources ? [{ name: '能帮什么', value: row.resources, icon: 'handshake' as const }] : [])]}
      />
    )} />
  );
}

function Registrations({ me, area, choose }: DeskProps) {
  const [tab, setTab] = useState<'members' | 'units'>(useRouter().params['tab'] === 'units' ? 'units' : 'members');
  const [status, setStatus] = useState<RegistrationStatus>('SUBMITTED');
  const List = tab === 'members' ? Members : Units;
  return (
    <Page title='报到审核' wide>
      <Row gap={2} wrap>
        <Grow className='d-half'><Segmented label='谁的报到' options={[{ key: 'members', text: '个人' }, { key: 'units', text: '单位' }]} value={tab} onChange={setTab} /></Grow>
        <Grow className='d-half'><Segmented label='状态' options={STATES} value={status as (typeof STATES)[number]['key']} onChange={setStatus} /></Grow>
        <AreaSwitch me={me} permission='registration.review' area={area} choose={choose} />
        <ExportButton key={tab} wanted={{ kind: tab === 'members' ? 'REGISTRATIONS' : 'UNITS', areaId: area.id, state: status }} />
      </Row>
      {tab === 'members' && status === 'SUBMITTED' ? <TypedPhones areaId={area.id} /> : null}
      <List areaId={area.id} status={status} />
    </Page>
  );
}
export default deskPage('报到审核', 'registration.review', Registrations);
