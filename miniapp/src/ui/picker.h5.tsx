import { cx } from './cx';
import { useField } from './field';
import type { ClockInputProps, DayInputProps, SelectProps } from './picker.tsx';

function useInput(id: string | undefined, label: string | undefined) {
  const field = useField();
  return {
    id: id ?? field?.id, className: cx('x-input', field?.invalid && 'x-input--bad'),
    // Two inputs may share one Field (a day and a time): then each is named on its own.
    'aria-label': label ?? (field ? undefined : '请选择'), 'aria-invalid': field?.invalid || undefined, 'aria-describedby': field?.hintId,
  };
}

export function Select<K extends string>({ id, options, value, onChange, placeholder = '请选择', label, disabled }: SelectProps<K>) {
  const input = useInput(id, label);
  return (
    <select {...input} disabled={disabled} value={value ?? ''} onChange={(event) => onChange(event.target.value as K)}>
      {value === null ? <option value='' disabled>{placeholder}</option> : null}
      {options.map((option) => <option key={option.key} value={option.key}>{option.text}</option>)}
    </select>
  );
}
export function DayInput({ id, value, onChange, min, max, label }: DayInputProps) {
  return <input type='date' {...useInput(id, label)} value={value} min={min} max={max} onChange={(event) => onChange(event.target.value)} />;
}
export function ClockInput({ id, value, onChange, label }: ClockInputProps) {
  return <input type='time' {...useInput(id, label)} value={value} onChange={(event) => onChange(event.target.value)} />;
}
