import { IMPORT_KINDS, IMPORT_STATUSES, type ImportKind, type ImportView, type Permission } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { ago } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages, type Pages } from '../../../../lib/use-pages';
import { chooseSheet } from '../../../../platform/files';
import { Button, Card, Cell, Empty, Field, Page, RadioList, Section, Select, Stack, StatusTag, Text, TwoColumn, toast, useWide } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';

const KINDS: readonly { key: ImportKind; note: string; permission: Permission }[] = [
  { key: 'MEMBERS', note: '姓名、手机、单位、社区、小区', permission: 'roster.import' },
  { key: 'AREAS', note: '街道、社区、小区、楼栋', permission: 'area.manage' },
  { key: 'UNITS', note: '单位名称、上级、所在社区', permission: 'unit.manage' },
  { key: 'GOODS', note: '名称、规格、积分、数量', permission: 'reward.manage' },
  { key: 'RESOURCE', note: '资源名称、提供单位、类别、社区', permission: 'list.manage' },
  { key: 'NEEDS', note: '需求、需要什么、社区', permission: 'list.manage' },
  { key: 'PROJECTS', note: '项目、完成期限、状态、资源、需求、负责人', permission: 'list.manage' },
  { key: 'PACTS', note: '协议名称、共建单位、起止日期', permission: 'list.manage' },
];
/** What a list of imports says of one. */
const sayCounts = ({ counts, rowsRead, status }: ImportView): string =>
  status === 'READING' ? `已读 ${rowsRead} 行` : `采用 ${counts.TAKEN + counts.MENDED} · 合并 ${counts.MERGED} · 不采用 ${counts.REFUSED}`;

function Upload({ me }: DeskProps) {
  const kinds = KINDS.filter((kind) => me.permissions.includes(kind.permission));
  const [kind, setKind] = useState<ImportKind>(kinds[0]?.key ?? 'GOODS');
  const [pointId, setPointId] = useState<string | null>(null);
  const points = useLoad(kind === 'GOODS' ? () => api.rewards.pickupPoints() : null, [kind]);
  const target = kind === 'GOODS' ? pointId ?? (points.data?.[0] ? String(points.data[0].id) : null) : null;
  const send = useAction(async (_key, what: ImportKind, targetId: string | null) => {
    const file = await chooseSheet();
    return file ? api.imports.create(what, file, targetId === null ? undefined : Number(targetId)) : null;
  }, (job) => { if (job) { toast('已上传，正在读取', 'ok'); go(DESK.import(job.id)); } });
  return (
    <Card>
      <Stack gap={4}>
        <RadioList label='导入什么' value={kind} onChange={setKind} options={kinds.map(({ key, note }) => ({ key, text: IMPORT_KINDS[key], note }))} />
        {kind === 'GOODS' ? <Field label='放进哪个兑换点' required><Select options={(points.data ?? []).map((point) => ({ key: String(point.id), text: point.name }))} value={target} onChange={setPointId} placeholder={points.loading ? '正在加载…' : '请选择兑换点'} /></Field> : null}
        <Button block icon='upload' busy={send.busy} disabled={kind === 'GOODS' && target === null} onPress={() => void send.run(kind, target)}>选择表格上传</Button>
        <Text size='sm' tone='soft' block>表头在第几行、叫什么名字都可以。先核对再写入，确认之前什么都不会改。支持 .xlsx，20 MB 以内。</Text>
      </Stack>
    </Card>
  );
}
function Recent({ jobs }: { jobs: Pages<ImportView> }) {
  return (
    <Section title='最近的导入'>
      <Listing pages={jobs} empty={<Card><Empty icon='upload' title='还没有导入过' text='选好类别，上传一份表格试试。' /></Card>}>
        {(rows, footer) => <><Card flush>{rows.map((job) => <Cell key={job.id} icon='file' title={job.fileName} note={`${IMPORT_KINDS[job.kind]} · ${ago(job.createdAt)} · ${sayCounts(job)}`} value={<StatusTag status={job.status} labels={IMPORT_STATUSES} />} to={DESK.import(job.id)} />)}</Card>{footer}</>}
      </Listing>
    </Section>
  );
}
function Imports(props: DeskProps) {
  const jobs = usePages((after) => api.imports.list({ after }));
  const wide = useWide();
  return (
    <Page title='表格导入' wide onRefresh={jobs.reload}>
      {wide ? <TwoColumn open={false} list={<Upload {...props} />} detail={<Recent jobs={jobs} />} /> : <><Upload {...props} /><Recent jobs={jobs} /></>}
    </Page>
  );
}
export default deskPage('表格导入', 'reward.manage', Imports);
