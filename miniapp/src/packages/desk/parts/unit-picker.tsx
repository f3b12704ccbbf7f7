import { useState } from 'react';
import { api } from '../../../api';
import { useLoad } from '../../../lib/use-load';
import { Field, RadioList, SearchBar, Stack, Text } from '../../../ui';

export interface PickedUnit { id: number; name: string }
const SHOWN = 6;

/** A unit by its name: type a few characters, tap it. */
export function UnitPicker({ value, onChange, label, error }: { value: PickedUnit | null; onChange: (unit: PickedUnit) => void; label: string; error?: string | undefined }) {
  const [q, setQ] = useState('');
  const units = useLoad(() => api.units.search(q ? { q } : {}), [q], { keep: true });
  const rows = (units.data?.items ?? []).slice(0, SHOWN);
  const listed = value && !rows.some((unit) => unit.id === value.id) ? [value, ...rows] : rows;
  return (
    <Field label={label} required group error={error}>
      <Stack gap={2}>
        <SearchBar value={q} onSearch={setQ} placeholder='输入单位名称' />
        {units.data && listed.length === 0 ? <Text size='sm' tone='soft' block>没有找到这个单位，换个叫法试试。</Text> : null}
        {units.error ? <Text size='sm' tone='red' block>{units.error}</Text> : null}
        <RadioList label={label} value={value ? String(value.id) : null} options={listed.map((unit) => ({ key: String(unit.id), text: unit.name }))} onChange={(id) => { const found = listed.find((unit) => String(unit.id) === id); if (found) onChange({ id: found.id, name: found.name }); }} />
      </Stack>
    </Field>
  );
}
