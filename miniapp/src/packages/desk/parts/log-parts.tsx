import { useState, type ReactNode } from 'react';
import { APPEAL_STATUSES, EVIDENCE, LOG_STATUSES, TASK_KINDS, type LogView } from '@xianfeng/shared';
import { day, minutes, span, time } from '../../../lib/format';
import { fileUrl } from '../../../api';
import { kindIcon } from '../../../cards/words';
import { useMay } from '../../../session';
import { Banner, Box, Button, Card, Checkbox, Facts, Grow, PhotoGrid, Picture, Press, Row, StatusTag, Tag, Text } from '../../../ui';
import { CorrectDialog } from './record-dialogs';

const THUMBS = 4;
/** Presence shown by nobody but the writer needs a second look. */
const isWeak = (log: LogView): boolean => log.evidence === 'C' || log.evidence === 'D';
/** One log in the batch: ticked or not, and all one needs to decide. The words lead to the whole of it where there is room beside. */
export function LogRow({ log, picked, focused, onPick, onOpen, children }: { log: LogView; picked: boolean; focused: boolean; onPick: (on: boolean) => void; onOpen?: (() => void) | undefined; children?: ReactNode }) {
  const words = (
    <>
      <Row gap={2} wrap spread><Text strong>{log.name}</Text>{log.overdue ? <Tag tone='red' icon='alert'>超期</Tag> : log.amber ? <Tag tone='warn' icon='clock'>等了五个工作日</Tag> : log.status !== 'SUBMITTED' ? <StatusTag status={log.status} labels={LOG_STATUSES} /> : isWeak(log) ? <Tag tone='warn'>{EVIDENCE[log.evidence]}</Tag> : null}</Row>
      <Text size='sm' tone='soft' block>{log.title} · {day(log.startsAt)}</Text>
      <Text block lines={2}>{log.text || '（没有写字）'}</Text>
      <Text size='sm' tone='soft' block>记 {minutes(log.minutes)}{log.points !== null ? ` · ${log.points} 分` : ''}{log.photos.length > 0 ? ` · ${log.photos.length} 张照片` : ''}{isWeak(log) ? '' : ` · ${EVIDENCE[log.evidence]}`}</Text>
    </>
  );
  return (
    <Card className={focused ? 'd-pick d-pick--on' : 'd-pick'}>
      <Box className='d-log'>
        {log.actions.includes('verify') ? <Box className='d-log__check'><Checkbox value={picked} onChange={onPick} label={`选中${log.name}的日志：${log.title}`}>{null}</Checkbox></Box> : null}
        <Grow>{onOpen ? <Press className='d-log__words' onPress={onOpen}>{words}</Press> : words}{children}</Grow>
      </Box>
    </Card>
  );
}
/** The first photos, small: enough to see that there is a cleaned yard. */
export const Thumbs = ({ log }: { log: LogView }) => (log.photos.length === 0 ? null : (
  <Box className='d-thumbs'>{log.photos.slice(0, THUMBS).map((photo, i) => <Box key={photo.id} className='d-thumb'><Picture src={fileUrl(photo.thumbUrl)} alt={`第 ${i + 1} 张照片`} className='d-thumb__img' /></Box>)}</Box>
));
/** A record that turned out wrong: the office proposes what is right. */
export function CorrectLog({ log }: { log: LogView }) {
  const [open, setOpen] = useState(false), may = useMay('record.enter');
  if (!may || log.recordId === null) return null;
  return (
    <>
      <Row><Button kind='text' size='small' icon='edit' label={`更正${log.name}的记录`} onPress={() => setOpen(true)}>更正记录</Button></Row>
      {open ? <CorrectDialog record={{ id: log.recordId, name: log.name, title: log.title, day: log.day, minutes: log.minutes }} onClose={() => setOpen(false)} onDone={() => setOpen(false)} /> : null}
    </>
  );
}
/** Everything about one log. */
export function LogDetail({ log }: { log: LogView }) {
  return (
    <Card>
      <Row spread wrap><Text size='lg' strong>{log.name}</Text><StatusTag status={log.status} labels={LOG_STATUSES} /></Row>
      {log.unitName ? <Text size='sm' tone='soft' block>{log.unitName}</Text> : null}
      <Text size='lg' block keepLines>{log.text || '（没有写字）'}</Text>
      <PhotoGrid photos={log.photos.map((photo) => ({ ...photo, url: fileUrl(photo.url), thumbUrl: fileUrl(photo.thumbUrl) }))} />
      <Facts rows={[
        { name: '任务', value: `${log.title}（${TASK_KINDS[log.kind].label}）`, icon: kindIcon(log.kind) },
        { name: '时间', value: span(log.startsAt, log.endsAt), icon: 'clock' },
        { name: '记时长', value: <>{minutes(log.minutes)}<Text size='sm' tone='soft' block>{log.minutesWhy}</Text></>, icon: 'check-circle' },
        ...(log.points !== null ? [{ name: '积分', value: <>{log.points} 分{log.pointsWhy ? <Text size='sm' tone='soft' block>{log.pointsWhy}</Text> : null}</>, icon: 'coin' as const }] : []),
        { name: '凭据', value: EVIDENCE[log.evidence], icon: 'shield' },
        { name: '提交', value: `${time(log.submittedAt)}，${day(log.dueAt)}前核实`, icon: 'calendar' },
      ]} />
      {log.reason ? <Banner tone='warn' title={LOG_STATUSES[log.status]}>{log.reason}</Banner> : null}
      {log.appeal ? <Banner tone='info' title={`申诉：${APPEAL_STATUSES[log.appeal.status]}`}>{log.appeal.text}</Banner> : null}
      <CorrectLog log={log} />
    </Card>
  );
}
