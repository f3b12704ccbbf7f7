import { addDays, dayOf, startOfDay, type TariffView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { day } from '../../../lib/format';
import { useAction } from '../../../lib/use-action';
import { Banner, Box, Button, DayInput, Dialog, Field, Stack, Tag, Text, toast } from '../../../ui';
import { sayYuan } from './money';
import { changesOf, type Change } from './tariff-words';
import './credit.scss';

/** A tariff in sentences, as everybody reads it. */
export function TariffText({ tariff }: { tariff: Pick<TariffView, 'text' | 'rules'> }) {
  return (
    <Stack gap={3}>
      <Box as='ul' className='c-list'>{tariff.text.map((line) => <Box as='li' key={line} className='c-list__item'>{line}</Box>)}</Box>
      <Text size='sm' tone='soft' block>算家底时，一分按 {sayYuan(tariff.rules.pointValueFen)} 折算。只用来备货，不付给个人。</Text>
    </Stack>
  );
}
/** What a draft would change, before and after. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <Text tone='soft' block>和现行办法一样，还没有改动。</Text>;
  return (
    <Box as='ul' className='x-stack x-gap-0'>
      {changes.map((change) => (
        <Box as='li' key={change.what} className='c-change'>
          <Text className='c-change__what'>{change.what}</Text>
          <Box className='c-change__both'><Text size='sm' tone='soft'>{change.before} 改为 </Text><Text strong>{change.after}</Text></Box>
        </Box>
      ))}
    </Box>
  );
}
/** Where a version stands: in force, to come, past, or a draft. */
export function TariffTag({ tariff }: { tariff: TariffView }) {
  if (tariff.current) return <Tag tone='ok' icon='check'>执行中</Tag>;
  if (tariff.status === 'DRAFT') return <Tag>草稿</Tag>;
  return (tariff.effectiveFrom ?? '') > dayOf(Date.now()) ? <Tag tone='pine' icon='clock'>{`${day(startOfDay(tariff.effectiveFrom ?? ''))}起执行`}</Tag> : <Tag>已停用</Tag>;
}
/** Publishes a draft from a day on, after saying exactly what that means. */
export function PublishDialog({ draft, current, onDone, onClose }: { draft: TariffView; current: TariffView; onDone: (tariff: TariffView) => void; onClose: () => void }) {
  const tomorrow = addDays(dayOf(Date.now()), 1);
  const [from, setFrom] = useState(tomorrow);
  const publish = useAction((_key, id: number, effectiveFrom: string) => api.tariffs.publish(id, { effectiveFrom }), (view) => { toast('已公布，已通知街道和社区', 'ok'); onDone(view); });
  const changes = changesOf(current.rules, draft.rules), when = from ? day(startOfDay(from)) : '这一天';
  return (
    <Dialog open title={`公布“${draft.name}”`} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button busy={publish.busy} disabled={from < tomorrow} onPress={() => void publish.run(draft.id, from)}>公布</Button></>}>
      <Stack gap={4}>
        <Field label='从哪天起执行' required error={publish.fields['effectiveFrom']} hint='最早明天：不能用大家事先不知道的办法算今天的服务'><DayInput value={from} min={tomorrow} max={addDays(tomorrow, 365)} onChange={setFrom} /></Field>
        <Stack gap={2}><Text strong block>{changes.length > 0 ? `与现行办法相比，改了 ${changes.length} 处` : '与现行办法相比'}</Text><Changes changes={changes} /></Stack>
        <Banner tone='warn' title='公布以后'>
          <Box as='ul' className='c-list'>
            <Box as='li' className='c-list__item'>{when}起的服务按这一版计分；之前的服务仍按原来的办法。</Box>
            <Box as='li' className='c-list__item'>街道和社区的工作人员马上收到通知。</Box>
            <Box as='li' className='c-list__item'>这一版不能再改。要改，只能另拟一版再公布。</Box>
          </Box>
        </Banner>
      </Stack>
    </Dialog>
  );
}
