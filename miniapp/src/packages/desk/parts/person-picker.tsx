import { USER_KINDS, type PersonView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useLoad } from '../../../lib/use-load';
import { Field, RadioList, SearchBar, Stack, Text } from '../../../ui';

const SHOWN = 8;
/** Somebody registered within an area, by name or the last digits of his phone. */
export function PersonPicker({ areaId, value, onChange, error }: { areaId: number; value: PersonView | null; onChange: (person: PersonView) => void; error?: string | undefined }) {
  const [q, setQ] = useState('');
  const people = useLoad(q ? () => api.people.search({ areaId, q }) : null, [areaId, q], { keep: true });
  const rows = q ? (people.data?.items ?? []).slice(0, SHOWN) : value ? [value] : [];
  return (
    <Field label='找人' required group error={error} hint='在本辖区报到过的人，按姓名或手机尾号找'>
      <Stack gap={2}>
        <SearchBar value={q} onSearch={setQ} placeholder='姓名或手机后四位' />
        {q && people.data && rows.length === 0 ? <Text size='sm' tone='soft' block>没有找到。请核对姓名，或让他先来报到。</Text> : null}
        {people.error ? <Text size='sm' tone='red' block>{people.error}</Text> : null}
        <RadioList
          label='找到的人' value={value ? String(value.id) : null} onChange={(id) => { const found = rows.find((person) => String(person.id) === id); if (found) onChange(found); }}
          options={rows.map((person) => ({ key: String(person.id), text: `${person.name} ${person.phone}`, note: [USER_KINDS[person.kind], person.unitName].filter(Boolean).join(' · ') }))}
        />
      </Stack>
    </Field>
  );
}
