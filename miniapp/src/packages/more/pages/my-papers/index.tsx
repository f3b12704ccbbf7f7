import { CERTIFICATE_REQUEST_STATUSES, CERTIFICATE_STATUSES, sayHours, type CertificateRequestView, type CertificateSource, type CertificateView, type MeView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { FileButton } from '../../../../cards/file-button';
import { signedIn } from '../../../../cards/signed-in';
import { TellMe } from '../../../../cards/tell-me';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { recentYears, thisHalf, thisYear } from '../../../../lib/years';
import { HOME } from '../../../../routes';
import { Banner, Button, Card, Cell, Checkbox, Chips, Dialog, Empty, Field, Grid, Page, RadioList, Row, Section, Stack, StatusTag, Text, toast } from '../../../../ui';

const PAPER = '/packages/more/pages/paper/index';
const sayYear = (year: number): string => (year === 0 ? '全部' : `${year}年`);
const sum = (rows: readonly { minutes: number; services: number }[]) => rows.reduce((all, one) => ({ minutes: all.minutes + one.minutes, services: all.services + one.services }), { minutes: 0, services: 0 });
const served = ({ minutes, services }: { minutes: number; services: number }): string => `${services} 次，${sayHours(minutes)} 小时`;

/** What one prints oneself, at any time. */
function Record({ years }: { years: readonly number[] }) {
  const [year, setYear] = useState(String(thisYear()));
  const options = [...new Set([thisYear(), ...years])].map((one) => ({ key: String(one), text: sayYear(one) }));
  return (
    <Card>
      <Text strong block>志愿服务记录（平台记录）</Text>
      <Text size='sm' tone='soft' block>随时可以自己打印，有合计和每一次明细。它是平台记录，不是盖章的证明。</Text>
      <Chips label='哪一年' options={[...options, { key: '0', text: '全部' }]} value={[year]} onChange={(keys) => setYear(keys.find((key) => key !== year) ?? year)} wrap />
      <FileButton get={() => api.certificates.recordPaper({ year: Number(year) })} block label={`打印${sayYear(Number(year))}的服务记录`}>打印（PDF）</FileButton>
    </Card>
  );
}
function Ask({ source, onClose, onDone }: { source: CertificateSource; onClose: () => void; onDone: () => void }) {
  const options = [...source.periods, ...(source.periods.length > 1 ? [{ year: 0, ...sum(source.periods) }] : [])];
  const [year, setYear] = useState(String(options[0]?.year ?? 0));
  const [idLine, setIdLine] = useState(false);
  const ask = useAction((key, body: { communityId: number; year: number; idLine: boolean }) => api.certificates.ask(body, key), () => { toast('已申请，社区出具后会通知您', 'ok'); onDone(); });
  return (
    <Dialog open title={`请${source.communityName}出具证明`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={ask.busy} onPress={() => void ask.run({ communityId: source.communityId, year: Number(year), idLine })}>申请</Button></>}>
      <Stack>
        <Field label='证明哪段时间' required group><RadioList label='证明哪段时间' value={year} onChange={setYear} options={options.map((one) => ({ key: String(one.year), text: sayYear(one.year), note: served(one) }))} /></Field>
        <Checkbox value={idLine} onChange={setIdLine}>留一行手写身份证件号码</Checkbox>
        <Text size='sm' tone='soft' block>对方要求写证件号码时才勾选。号码由您拿到纸后自己写，平台不问也不存。</Text>
      </Stack>
    </Dialog>
  );
}
function Waiting({ row, onDone }: { row: CertificateRequestView; onDone: () => void }) {
  const withdraw = useAction((_key, id: number) => api.certificates.withdraw(id), () => { toast('已撤回', 'ok'); onDone(); });
  return (
    <Card>
      <Row spread gap={2} wrap><Text strong>{row.communityName} · {sayYear(row.year)}</Text><StatusTag status={row.status} labels={CERTIFICATE_REQUEST_STATUSES} tone={row.status === 'REFUSED' ? 'red' : 'warn'} /></Row>
      <Text size='sm' tone='soft' block>{served(row)} · {time(row.createdAt)} 申请</Text>
      {row.reason ? <Text size='sm' block>社区说明：{row.reason}</Text> : null}
      {row.actions.includes('withdraw') ? <Row><Button kind='text' size='small' busy={withdraw.busy} onPress={() => void withdraw.run(row.id)}>撤回申请</Button></Row> : null}
    </Card>
  );
}
const Certificate = ({ row }: { row: CertificateView }) => (
  <Card>
    <Row spread gap={2} wrap><Text strong>{row.office}</Text><StatusTag status={row.status} labels={CERTIFICATE_STATUSES} tone={row.status === 'VALID' ? 'ok' : 'quiet'} /></Row>
    <Text block>{sayYear(row.year)} · {served(row)}</Text>
    <Text size='sm' tone='soft' block>编号 {row.number} · {time(row.issuedAt)}</Text>
    {row.reason ? <Text size='sm' tone='soft' block>{row.status === 'REPLACED' ? `已换成 ${row.replacedBy ?? '新的一份'}：` : '作废原因：'}{row.reason}</Text> : null}
    {row.outdated ? <Text size='sm' tone='red' block>出具后有记录更正过，请社区重新出具。</Text> : null}
    <Row gap={2} wrap>
      {row.actions.includes('file') ? <FileButton get={() => api.certificates.file(row.id)} kind='soft' size='small' label={`打印编号 ${row.number} 的证明`}>打印，到社区盖章</FileButton> : null}
      <Button kind='text' size='small' icon='qr' to={row.verifyPath} label={`别人扫编号 ${row.number} 的码看到什么`}>扫码后看到的</Button>
    </Row>
  </Card>
);
function Half() {
  const [year = 0, before = 0] = recentYears(), first = thisHalf() === '1';
  return (
    <Card flush>
      <Cell icon='file' title={`${year}年${first ? '上' : '下'}半年报告`} note='到现在为止' to={`${PAPER}?year=${year}&half=${thisHalf()}`} />
      <Cell icon='file' title={first ? `${before}年下半年报告` : `${year}年上半年报告`} to={`${PAPER}?year=${first ? before : year}&half=${first ? 2 : 1}`} />
    </Card>
  );
}
function MyPapers({ me }: { me: MeView }) {
  const [asking, setAsking] = useState<CertificateSource | null>(null);
  const load = useLoad(async () => {
    const [sources, requests, certificates] = await Promise.all([api.certificates.sources(), api.certificates.requests(), api.certificates.mine()]);
    return { sources, requests: requests.filter((one) => one.status === 'WAITING' || one.status === 'REFUSED').slice(0, 5), certificates };
  });
  const done = () => { setAsking(null); void load.reload(); };
  const units = me.posts.filter((post) => post.role === 'UNIT_LIAISON' && post.unitId !== null);
  return (
    <Page title='我的证明和材料' wide load={load}>
      {({ sources, requests, certificates }) => (
        <>
          <Grid cols={1} desk={2}>
            <Section title='自己打印'><Record years={[...new Set(sources.flatMap((one) => one.periods.map((period) => period.year)))].sort((a, b) => b - a)} /></Section>
            <Section title='报告' note='自动生成，不用填'>
              <Stack>
                {me.kind === 'MEMBER' ? <Half /> : null}
                {units.length > 0 ? <Card flush>{units.map((post) => <Cell key={post.id} icon='building' title={`${post.unitName}双报告`} note='单位年度' to={`${PAPER}?unit=${post.unitId}`} />)}</Card> : null}
                {me.kind !== 'MEMBER' && units.length === 0 ? <Card><Text tone='soft'>半年报告只给在职党员。您的服务都在“志愿服务记录”里。</Text></Card> : null}
              </Stack>
            </Section>
          </Grid>
          <Section title='志愿服务记录证明' note='谁记录，谁证明'>
            {sources.length === 0 ? <Card><Empty icon='medal' title='还没有可以证明的服务' text='参加任务、社区核实后，就能向记录的社区申请证明，免费。' action={<Button kind='soft' to={HOME}>去看任务</Button>} /></Card> : (
              <Stack>
                <Banner>由记录服务的社区出具并盖章，免费。证明上有二维码，谁拿到都能核验真伪，只显示姓名首字和时间。</Banner>
                <Card flush>{sources.map((one) => <Cell key={one.communityId} icon='building' title={one.communityName} note={`记录了 ${served(sum(one.periods))}`} value={one.waiting ? <Text size='sm' tone='soft'>已申请</Text> : <Text size='sm' tone='pine'>申请证明</Text>} onPress={one.waiting ? undefined : () => setAsking(one)} />)}</Card>
              </Stack>
            )}
            {requests.some((row) => row.status === 'WAITING') ? <TellMe templates={['HONOUR']} text='证明出具好了' /> : null}
            <Grid cols={1} desk={2}>{[...requests.map((row) => <Waiting key={`r${row.id}`} row={row} onDone={done} />), ...certificates.map((row) => <Certificate key={row.id} row={row} />)]}</Grid>
          </Section>
          {asking ? <Ask source={asking} onClose={() => setAsking(null)} onDone={done} /> : null}
        </>
      )}
    </Page>
  );
}
export default signedIn('我的证明和材料', MyPapers);
