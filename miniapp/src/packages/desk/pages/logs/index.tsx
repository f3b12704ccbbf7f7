import { LOG_LIMITS, LOG_STATUSES, type LogStatus, type LogView, type VerifyResult } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { minutes } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Empty, Grow, Page, Row, Segmented, Stack, Text, TwoColumn, toast, useWide } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { ExportButton } from '../../parts/export-button';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { CorrectLog, LogDetail, LogRow, Thumbs } from '../../parts/log-parts';
import { ReasonDialog } from '../../parts/reason-dialog';
import { useShortcuts } from '../../parts/shortcuts';

const STATES = (['SUBMITTED', 'RETURNED', 'VERIFIED', 'REJECTED'] as const).map((key) => ({ key, text: LOG_STATUSES[key] }));
const RETURNS = ['请写一句做了什么', '请补一张现场照片', '时间与签到不一致，请核对'] as const;
const REJECTIONS = ['没有到场', '与别的日志重复', '不是这次任务的内容'] as const;
type Asking = { log: LogView; step: 'return' | 'reject' };
const sayVerified = ({ verified, minutes: sum, points }: VerifyResult): string => `已核实 ${verified.length} 条，共 ${minutes(sum)}，${points} 分`;

/** Sends a log back, or refuses it, with a reason its writer reads. */
function Decide({ log, onAsk }: { log: LogView; onAsk: (asking: Asking) => void }) {
  return (
    <Row gap={2} wrap>
      {log.actions.includes('return') ? <Button kind='plain' size='small' label={`退回${log.name}的日志`} onPress={() => onAsk({ log, step: 'return' })}>退回补充</Button> : null}
      {log.actions.includes('reject') ? <Button kind='text' size='small' label={`不通过${log.name}的日志`} onPress={() => onAsk({ log, step: 'reject' })}>不通过</Button> : null}
    </Row>
  );
}
const Keys = () => (
  <Row gap={2} wrap className='d-keys'>
    {[['J K', '上下'], ['X', '勾选'], ['A', '全选'], ['V', '核实'], ['R', '退回']].map(([key, text]) => <Box as='span' key={key}><Box as='span' className='d-key'>{key}</Box> {text}</Box>)}
  </Row>
);

function Logs({ me, area, choose }: DeskProps) {
  const [status, setStatus] = useState<LogStatus>('SUBMITTED');
  const [picked, setPicked] = useState<readonly number[]>([]);
  const [focusId, setFocusId] = useState<number | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [refused, setRefused] = useState<VerifyResult['refused']>([]);
  const wide = useWide();
  const logs = usePages((after) => api.logs.list({ areaId: area.id, status, after }), [area.id, status]);
  const rows = logs.data ?? [];
  const focused = rows.find((log) => log.id === focusId) ?? rows[0] ?? null;
  const able = rows.filter((log) => log.actions.includes('verify')).map((log) => log.id).slice(0, LOG_LIMITS.batch);
  const chosen = picked.filter((id) => able.includes(id));
  const pick = (id: number, on: boolean) => setPicked((ids) => (on ? [...ids, id] : ids.filter((other) => other !== id)));
  const all = () => setPicked(chosen.length === able.length ? [] : able);
  const drop = (ids: readonly number[]) => { setPicked((old) => old.filter((id) => !ids.includes(id))); logs.set(rows.filter((log) => !ids.includes(log.id))); if (ids.length >= rows.length) void logs.reload(); };
  const verify = useAction((key, logIds: number[]) => api.logs.verify({ logIds }, key), (result) => {
    setRefused(result.refused);
    if (result.verified.length > 0) toast(sayVerified(result), 'ok');
    drop(result.verified);
  });
  const decide = useAction((key, id: number, step: 'return' | 'reject', reason: string) => api.logs[step](id, { reason }, key), (view) => { setAsking(null); toast(view.status === 'RETURNED' ? '已退回，请他补充' : '已记为未通过', 'ok'); drop([view.id]); });
  const approve = () => { if (chosen.length > 0) void verify.run([...chosen]); else toast('先勾选要核实的日志'); };
  const step = (by: number) => { const at = focused ? rows.indexOf(focused) : 0; const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]; if (next) setFocusId(next.id); };
  useShortcuts({
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), a: all, v: approve,
    x: () => { if (focused && able.includes(focused.id)) pick(focused.id, !picked.includes(focused.id)); },
    r: () => { if (focused?.actions.includes('return')) setAsking({ log: focused, step: 'return' }); },
  }, wide);
  const bar = able.length > 0 ? (
    <>
      <Button kind='plain' size={wide ? 'small' : 'normal'} onPress={all}>{chosen.length === able.length ? '全不选' : `全选 ${able.length} 条`}</Button>
      <Button size={wide ? 'small' : 'normal'} icon='check' busy={verify.busy} disabled={chosen.length === 0} onPress={approve}>{chosen.length > 0 ? `核实 ${chosen.length} 条` : '核实'}</Button>
    </>
  ) : undefined;

  return (
    <Page title='核实日志' wide onRefresh={logs.reload} footer={wide ? undefined : bar}>
      <Row gap={2} wrap>
        <Grow className='d-half'><Segmented label='状态' options={STATES} value={status as (typeof STATES)[number]['key']} onChange={(next) => { setStatus(next); setPicked([]); setRefused([]); }} /></Grow>
        <AreaSwitch me={me} permission='log.verify' area={area} choose={choose} />
        {wide ? <ExportButton wanted={{ kind: 'LOGS', areaId: area.id, state: status }} /> : null}
        {wide ? bar : null}
      </Row>
      {wide && able.length > 0 ? <Keys /> : null}
      {refused.length > 0 ? <Banner tone='warn' title={`${refused.length} 条没有核实`} action={<Button kind='text' size='small' onPress={() => setRefused([])}>知道了</Button>}>{refused.map((one) => <Text key={one.id} size='sm' block>{rows.find((log) => log.id === one.id)?.name ?? '日志'}：{one.message}</Text>)}</Banner> : null}
      <Listing pages={logs} empty={<Empty icon='check-circle' title={status === 'SUBMITTED' ? '日志都核实完了' : '这里还没有日志'} text={status === 'SUBMITTED' ? '有人交日志时会出现在这里，十个工作日内核实就好。' : '换个状态看看。'} />}>
        {(list, footer) => (
          <TwoColumn
            open={false}
            list={(
              <Stack gap={2}>
                {list.map((log) => (
                  <LogRow key={log.id} log={log} picked={picked.includes(log.id)} focused={wide && log.id === focused?.id} onPick={(on) => { pick(log.id, on); setFocusId(log.id); }} onOpen={wide ? () => setFocusId(log.id) : undefined}>
                    {wide ? null : <Stack gap={2}><Text size='sm' tone='faint' block>{log.minutesWhy}</Text><Thumbs log={log} /><Decide log={log} onAsk={setAsking} /><CorrectLog log={log} /></Stack>}
                  </LogRow>
                ))}
                {footer}
              </Stack>
            )}
            detail={wide && focused ? <Stack><LogDetail log={focused} /><Decide log={focused} onAsk={setAsking} /></Stack> : <Box />}
          />
        )}
      </Listing>
      {asking ? (
        <ReasonDialog
          key={`${asking.step}${asking.log.id}`} open title={asking.step === 'return' ? `请${asking.log.name}补充` : `${asking.log.name}的日志不通过`} note={asking.step === 'return' ? '他会收到这句话，补好再交。' : '他会看到原因，可以申诉。'}
          reasons={asking.step === 'return' ? RETURNS : REJECTIONS} limits={LOG_LIMITS.reason} ok={asking.step === 'return' ? '退回' : '不通过'} danger={asking.step === 'reject'} busy={decide.busy} error={decide.fields['reason']}
          onClose={() => setAsking(null)} onSend={(reason) => void decide.run(asking.log.id, asking.step, reason)}
        />
      ) : null}
    </Page>
  );
}
export default deskPage('核实日志', 'log.verify', Logs);
