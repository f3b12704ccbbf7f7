import { CERTIFICATE_LIMITS, CERTIFICATE_STATUSES, NATIONAL_ROWS, sayHours, type CertificateRequestView, type CertificateView, type IssueCertificateInput, type NationalExportView, type PersonView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { FileButton } from '../../../../cards/file-button';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { recentYears } from '../../../../lib/years';
import { Banner, Button, Card, Cell, Checkbox, Dialog, Empty, Field, Grid, Grow, Page, RadioList, Row, Section, Segmented, Stack, StatusTag, Table, Text, TextInput, confirm, toast, useWide, type Column } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { isCommunity, type DeskArea } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { PersonPicker } from '../../parts/person-picker';
import { ReasonDialog } from '../../parts/reason-dialog';

const TABS = [{ key: 'papers', text: '证明' }, { key: 'national', text: '录入全国系统' }] as const;
type Tab = (typeof TABS)[number]['key'];
const sayYear = (year: number): string => (year === 0 ? '历年全部' : `${year}年`);
const served = ({ minutes, services }: { minutes: number; services: number }): string => `${services} 次，${sayHours(minutes)} 小时`;
const PhoneField = ({ value, onChange, error }: { value: string; onChange: (phone: string) => void; error: string | undefined }) => <Field label='写在证明上的联系电话' required error={error} hint='单位核实时会打这个电话；下次自动带出'><TextInput value={value} onChange={onChange} maxLength={CERTIFICATE_LIMITS.phone.max} kind='phone' placeholder='社区座机或手机' /></Field>;

function Request({ row, phone, onDone }: { row: CertificateRequestView; phone: string; onDone: () => void }) {
  const [step, setStep] = useState<'issue' | 'refuse' | null>(null), [number, setNumber] = useState(phone);
  const done = () => { setStep(null); onDone(); };
  const issue = useAction((key, id: number, said: string) => api.certificates.issueAsked(id, { phone: said }, key), (made) => { toast(`已出具，编号 ${made.number}`, 'ok'); done(); });
  const refuse = useAction((key, id: number, reason: string) => api.certificates.refuse(id, { reason }, key), () => { toast('已答复本人', 'ok'); done(); });
  return (
    <Card>
      <Row spread gap={2} wrap><Text size='lg' strong>{row.name}</Text><Text size='sm' tone='soft'>{time(row.createdAt)} 申请</Text></Row>
      <Text block>{row.communityName} · {sayYear(row.year)} · 现有 {served(row)}</Text>
      {row.idLine ? <Text size='sm' tone='soft' block>要留一行手写证件号码</Text> : null}
      {row.actions.includes('issue') ? <Row gap={2} wrap><Button size='small' label={`给${row.name}出具证明`} onPress={() => setStep('issue')}>出具</Button><Button kind='plain' size='small' label={`不能给${row.name}出具`} onPress={() => setStep('refuse')}>不能出具</Button></Row> : <Text size='sm' tone='soft' block>自己的申请，请另一位同事办理</Text>}
      {step === 'issue' ? (
        <Dialog open title={`给${row.name}出具证明`} onClose={() => setStep(null)} sheet foot={<><Button kind='plain' onPress={() => setStep(null)}>再想想</Button><Button busy={issue.busy} disabled={number.trim().length < CERTIFICATE_LIMITS.phone.min} onPress={() => void issue.run(row.id, number.trim())}>出具</Button></>}>
          <Stack><Text block>{`写入${row.communityName}记录的${sayYear(row.year)}服务：${served(row)}。编号自动给，打印后盖章。`}</Text><PhoneField value={number} onChange={setNumber} error={issue.fields['phone']} /></Stack>
        </Dialog>
      ) : null}
      {step === 'refuse' ? <ReasonDialog open title={`答复${row.name}`} note='他会收到这句话。服务记录不受影响。' reasons={['请先来社区核对姓名', '记录正在更正，改好后再申请']} limits={CERTIFICATE_LIMITS.reason} ok='发送' busy={refuse.busy} error={refuse.fields['reason']} onClose={() => setStep(null)} onSend={(reason) => void refuse.run(row.id, reason)} /> : null}
    </Card>
  );
}
/** The community issues one of its own accord: for somebody who came to the counter. */
function IssueDialog({ area, phone, onClose, onDone }: { area: DeskArea; phone: string; onClose: () => void; onDone: () => void }) {
  const [person, setPerson] = useState<PersonView | null>(null), [year, setYear] = useState(String(recentYears()[0])), [idLine, setIdLine] = useState(false), [number, setNumber] = useState(phone);
  const issue = useAction((key, body: IssueCertificateInput) => api.certificates.issue(body, key), (made) => { toast(`已出具，编号 ${made.number}`, 'ok'); onDone(); });
  const send = () => { if (person) void issue.run({ userId: person.id, communityId: area.id, year: Number(year), idLine, phone: number.trim() }); };
  return (
    <Dialog open title='出具一份证明' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={issue.busy} disabled={!person || number.trim().length < CERTIFICATE_LIMITS.phone.min} onPress={send}>出具</Button></>}>
      <Stack>
        <PersonPicker areaId={area.id} value={person} onChange={setPerson} error={issue.fields['userId']} />
        <Field label='证明哪段时间' required group><RadioList label='证明哪段时间' value={year} onChange={setYear} options={[...recentYears(), 0].map((one) => ({ key: String(one), text: sayYear(one) }))} /></Field>
        <Checkbox value={idLine} onChange={setIdLine}>留一行手写身份证件号码</Checkbox>
        <PhoneField value={number} onChange={setNumber} error={issue.fields['phone']} />
      </Stack>
    </Dialog>
  );
}
function Doing({ row, onDone }: { row: CertificateView; onDone: () => void }) {
  const [step, setStep] = useState<'void' | 'reissue' | null>(null);
  const end = useAction((key, id: number, what: 'void' | 'reissue', reason: string) => api.certificates[what](id, { reason }, key), (view) => { setStep(null); toast(view.status === 'VOID' ? '已作废，扫码会显示' : `已重开，新编号 ${view.number}`, 'ok'); onDone(); });
  return (
    <>
      <Row gap={2} wrap>
        {row.actions.includes('file') ? <FileButton get={() => api.certificates.file(row.id)} kind='soft' size='small' label={`打印${row.name}的证明`}>打印</FileButton> : null}
        {row.actions.includes('reissue') ? <Button kind={row.outdated ? 'primary' : 'text'} size='small' label={`重开${row.name}的证明`} onPress={() => setStep('reissue')}>重开</Button> : null}
        {row.actions.includes('void') ? <Button kind='text' size='small' label={`作废${row.name}的证明`} onPress={() => setStep('void')}>作废</Button> : null}
      </Row>
      {step ? (
        <ReasonDialog
          key={step} open title={step === 'void' ? `作废${row.number}` : `重开${row.name}的证明`} note={step === 'void' ? '扫码会显示已作废，不能恢复。服务记录不受影响。' : '按现在的记录重新计算，给新编号；旧的扫码会显示已替换。'} reasons={step === 'void' ? ['本人要求', '开错了人'] : ['记录已更正', '纸质遗失']}
          limits={CERTIFICATE_LIMITS.reason} ok={step === 'void' ? '作废' : '重开'} danger={step === 'void'} busy={end.busy} error={end.fields['reason']} onClose={() => setStep(null)} onSend={(reason) => void end.run(row.id, step, reason)}
        />
      ) : null}
    </>
  );
}
const Standing = ({ row }: { row: CertificateView }) => (
  <>
    <StatusTag status={row.status} labels={CERTIFICATE_STATUSES} tone={row.status === 'VALID' ? 'ok' : 'quiet'} />
    {row.outdated ? <Text size='sm' tone='red' block>记录已更正，请重开</Text> : null}
    {row.reason ? <Text size='sm' tone='soft' block>{row.reason}{row.replacedBy ? `，新编号 ${row.replacedBy}` : ''}</Text> : null}
  </>
);
function Issued({ area, turn, onDone }: { area: DeskArea; turn: number; onDone: () => void }) {
  const wide = useWide(), pages = usePages((after) => api.certificates.list({ areaId: area.id, after }), [area.id, turn]);
  const columns: Column<CertificateView>[] = [
    { key: 'number', title: '编号', cell: (row) => <Text numeric>{row.number}</Text> },
    { key: 'name', title: '姓名', cell: (row) => <><Text strong block>{row.name}</Text><Text size='sm' tone='soft' block>{row.communityName}</Text></> },
    { key: 'what', title: '证明了', cell: (row) => `${sayYear(row.year)} ${served(row)}` },
    { key: 'by', title: '经办', cell: (row) => <><Text block>{row.issuedBy}</Text><Text size='sm' tone='soft' block>{time(row.issuedAt)}</Text></> },
    { key: 'state', title: '状态', cell: (row) => <Standing row={row} /> },
    { key: 'do', title: '操作', cell: (row) => <Doing row={row} onDone={onDone} /> },
  ];
  return (
    <Listing pages={pages} empty={<Card><Empty icon='medal' title='还没有出具过证明' text='有人申请时会出现在上面；也可以当面为来办的人出具。' /></Card>}>
      {(rows, footer) => (
        <>
          {wide ? <Table caption='已出具的证明' columns={columns} rows={rows} rowKey={(row) => row.id} /> : rows.map((row) => (
            <Card key={row.id}>
              <Row spread gap={2} top wrap><Text size='lg' strong>{row.name}</Text><Text size='sm' tone='soft' numeric>{row.number}</Text></Row>
              <Text block>{sayYear(row.year)} · {served(row)}</Text>
              <Text size='sm' tone='soft' block>{row.issuedBy}，{time(row.issuedAt)}</Text>
              <Standing row={row} />
              <Doing row={row} onDone={onDone} />
            </Card>
          ))}
          {footer}
        </>
      )}
    </Listing>
  );
}
function Certificates({ area }: { area: DeskArea }) {
  const [turn, setTurn] = useState(0), [open, setOpen] = useState(false);
  const desk = useLoad(() => api.certificates.desk(area.id), [area.id, turn], { keep: true }), done = () => { setOpen(false); setTurn((n) => n + 1); };
  return (
    <Waiting load={desk}>
      {({ waiting, phone }) => (
        <>
          <Section title='等您出具' note={waiting.length > 0 ? `${waiting.length} 份` : undefined} action={isCommunity(area) ? <Button kind='soft' size='small' icon='plus' onPress={() => setOpen(true)}>当面出具</Button> : undefined}>
            {waiting.length === 0 ? <Card><Empty icon='check-circle' title='没有人在等' text='居民和党员在“我的证明和材料”里申请，会出现在这里。' /></Card> : <Grid cols={1} desk={2}>{waiting.map((row) => <Request key={row.id} row={row} phone={phone} onDone={done} />)}</Grid>}
          </Section>
          <Section title='已出具'><Issued area={area} turn={turn} onDone={done} /></Section>
          {open ? <IssueDialog area={area} phone={phone} onClose={() => setOpen(false)} onDone={done} /> : null}
        </>
      )}
    </Waiting>
  );
}
/** A file for 全国志愿服务信息系统: what would else be typed a second time. */
function National({ area }: { area: DeskArea }) {
  const load = useLoad(() => api.nationalExports.desk(area.id), [area.id]);
  const create = useAction((key, areaId: number) => api.nationalExports.create(areaId, key), (made) => { toast(`已生成，共 ${made.rows} 条`, 'ok'); void load.reload(); });
  const ask = async (waiting: number) => { if (await confirm({ title: `生成 ${Math.min(waiting, NATIONAL_ROWS)} 条的文件？`, text: '这些记录会标为已导出，不会再出现在下一个文件里。文件可以随时再下载。', ok: '生成' })) void create.run(area.id); };
  const file = (row: NationalExportView) => <FileButton get={() => api.nationalExports.file(row.id)} kind='soft' size='small' label={`下载${time(row.at)}的文件`}>下载</FileButton>;
  return (
    <Waiting load={load}>
      {({ waiting, exports }) => (
        <>
          <Banner>平台已有的记录按全国志愿服务信息系统的项目排好，不用再录一遍。证件号码由志愿者本人在全国系统实名，这里不收集，表里留空。</Banner>
          <Card>
            <Text size='lg' strong block>{waiting === 0 ? '没有新的记录' : `${waiting}${waiting >= NATIONAL_ROWS ? ' 条以上' : ' 条'}新记录还没导出`}</Text>
            <Text size='sm' tone='soft' block>每条只导出一次；以后有更正的，会在下一个文件里写明差额。一个文件最多 {NATIONAL_ROWS} 条。</Text>
            <Row><Button icon='download' busy={create.busy} disabled={waiting === 0} onPress={() => void ask(waiting)}>生成新文件</Button></Row>
          </Card>
          <Section title='生成过的文件'>
            {exports.length === 0 ? <Card><Empty icon='file' title='还没有生成过' text='点“生成新文件”，下载后交给录入的同事。' /></Card> : <Card flush>{exports.map((row) => <Cell key={row.id} icon='file' title={`${row.rows} 条，${sayHours(row.minutes)} 小时`} note={`${row.areaName} · ${row.byName}，${time(row.at)}`} value={file(row)} />)}</Card>}
          </Section>
        </>
      )}
    </Waiting>
  );
}
function CertificatesPage({ me, area, choose }: DeskProps) {
  const [tab, setTab] = useState<Tab>('papers');
  return (
    <Page title='志愿服务记录证明' wide>
      <Row gap={2} wrap><Segmented label='办什么' options={TABS} value={tab} onChange={setTab} /><AreaSwitch me={me} permission='certificate.issue' area={area} choose={choose} /><Grow /></Row>
      {tab === 'papers' ? <Certificates key={area.id} area={area} /> : <National key={area.id} area={area} />}
    </Page>
  );
}
export default deskPage('志愿服务记录证明', 'certificate.issue', CertificatesPage);
