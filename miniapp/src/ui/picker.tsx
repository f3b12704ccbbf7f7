import { Picker } from '@tarojs/components';
import { Box, Text } from './base';
import { cx } from './cx';
import { counted, useField } from './field';
import { Icon } from './icon';

export interface Option<K extends string = string> { key: K; text: string }
export interface SelectProps<K extends string = string> { id?: string; options: readonly Option<K>[]; value: K | null; onChange: (key: K) => void; placeholder?: string; label?: string; disabled?: boolean }
export interface DayInputProps { id?: string; /** 'YYYY-MM-DD' or ''. */ value: string; onChange: (day: string) => void; min?: string; max?: string; label?: string }
export interface ClockInputProps { id?: string; /** 'HH:mm' or ''. */ value: string; onChange: (clock: string) => void; label?: string }

function Face({ id, text, hint, icon, label }: { id: string | undefined; text: string; hint: string; icon: 'down' | 'calendar' | 'clock'; label: string | undefined }) {
  const field = useField();
  return (
    <Box id={id ?? field?.id} className={cx('x-input x-input--pick', field?.invalid && 'x-input--bad')} role='button' label={`${label ?? field?.label ?? ''} ${text || hint}`}>
      <Text tone={text ? undefined : 'faint'}>{text || hint}</Text>
      <Icon name={icon} size='sm' />
    </Box>
  );
}

/** One of a list. The phone's own wheel on WeChat, a <select> on H5. */
export function Select<K extends string>({ id, options, value, onChange, placeholder = '请选择', label, disabled }: SelectProps<K>) {
  const at = options.findIndex((option) => option.key === value), field = useField();
  return (
    <Picker mode='selector' range={options.map((option) => option.text)} value={Math.max(at, 0)} disabled={disabled} onChange={(event) => { const picked = options[Number(event.detail.value)]; if (picked) { counted(field, label); onChange(picked.key); } }}>
      <Face id={id} text={options[at]?.text ?? ''} hint={placeholder} icon='down' label={label} />
    </Picker>
  );
}
/** A day. */
export function DayInput({ id, value, onChange, min, max, label }: DayInputProps) {
  const field = useField();
  return (
    <Picker mode='date' value={value} start={min} end={max} onChange={(event) => { counted(field, label); onChange(event.detail.value); }}>
      <Face id={id} text={value} hint='选择日期' icon='calendar' label={label} />
    </Picker>
  );
}
/** A time of day. */
export function ClockInput({ id, value, onChange, label }: ClockInputProps) {
  const field = useField();
  return (
    <Picker mode='time' value={value} onChange={(event) => { counted(field, label); onChange(event.detail.value); }}>
      <Face id={id} text={value} hint='选择时间' icon='clock' label={label} />
    </Picker>
  );
}
