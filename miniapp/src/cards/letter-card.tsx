import { LETTER_RECIPIENTS, LETTER_STATUSES, type LetterView } from '@xianfeng/shared';
import type { ReactNode } from 'react';
import { api } from '../api';
import { time } from '../lib/format';
import { useAction } from '../lib/use-action';
import { openDocument } from '../platform/files';
import { Banner, Button, Card, Facts, Grow, Row, StatusTag, Tag, Text } from '../ui';
import { FactsLine } from './facts-line';

export const LetterTag = ({ letter }: { letter: LetterView }) => <StatusTag status={letter.status} labels={LETTER_STATUSES} tone={letter.status === 'RECEIVED' ? 'ok' : letter.status === 'DELIVERED' ? 'info' : letter.status === 'APPROVED' ? 'pine' : letter.status === 'VOID' ? 'red' : undefined} />;
/** The letter as a document: its own page where the browser lets one open. */
export function LetterPaper({ letter }: { letter: LetterView }) {
  const open = useAction(() => api.letters.file(letter.id), ({ url, name }) => void openDocument(url, name));
  return letter.actions.includes('file') ? <Button kind='soft' size='small' icon='file' busy={open.busy} label={`打开给${letter.name}的表扬信`} onPress={() => void open.run()}>打开信件</Button> : null;
}
/** A letter of thanks with what it says, wherever it has got to. `children`: what the reader may do. */
export function LetterCard({ letter, whole, children }: { letter: LetterView; /** With who had it when. */ whole?: boolean; children?: ReactNode }) {
  return (
    <Card>
      <Row gap={2} top wrap className='m-head'><Grow><Text size='lg' strong>{letter.name}</Text></Grow><LetterTag letter={letter} /></Row>
      <Row gap={1} wrap><Tag tone={letter.recipient === 'UNIT' ? 'info' : 'quiet'} icon={letter.recipient === 'UNIT' ? 'building' : 'user'}>{letter.recipient === 'UNIT' ? `送${letter.unitName ?? LETTER_RECIPIENTS.UNIT}` : `送${LETTER_RECIPIENTS.PERSON}`}</Tag></Row>
      <FactsLine facts={letter.facts} />
      {letter.words.map((words, i) => <Text key={i} block>“{words}”</Text>)}
      {letter.no ? <Text size='sm' tone='gold' block>{letter.no}</Text> : null}
      {letter.reason ? <Banner tone='warn' title={letter.status === 'VOID' ? '作废原因' : '街道退回'}>{letter.reason}</Banner> : null}
      {whole ? <Facts rows={[
        { name: '社区', value: `${letter.communityName}（${letter.streetName}）`, icon: 'pin' }, { name: '年份', value: `${letter.year}年`, icon: 'calendar' },
        ...(letter.deliveredAt ? [{ name: '送达', value: time(letter.deliveredAt), icon: 'send' as const }] : []),
        ...(letter.receivedAt ? [{ name: '签收', value: `${letter.receivedBy ?? ''} ${time(letter.receivedAt)}`, icon: 'check-circle' as const }] : []),
      ]} /> : letter.receivedAt ? <Text size='sm' tone='soft' block>{letter.receivedBy}签收，{time(letter.receivedAt)}</Text> : null}
      <Row gap={2} wrap><LetterPaper letter={letter} />{children}</Row>
    </Card>
  );
}
