import { cx } from './cx';
import { counted, useField } from './field';
import type { ClockInputProps, DayInputProps, SelectProps } from './picker.tsx';

/** `count`: for the burden meter; the rest goes to the element. */
function useInput(id: string | undefined, label: string | undefined) {
  const field = useField();
  return { count: () => counted(field, label), input: {
    id: id ?? field?.id, className: cx('x-input', field?.invalid && 'x-input--bad'),
    // Two inputs may share one Field (a day and a time): then each is named on its own.
    'aria-label': label ?? (field ? undefined : '请选择'), 'aria-invalid': field?.invalid || undefined, 'aria-describedby': field?.hintId,
  } };
}

export function Select<K extends string>({ id, options, value, onChange, placeholder = '请选择', label, disabled }: SelectProps<K>) {
  const { input, count } = useInput(id, label);
  return (
    <select {...input} disabled={disabled} value={value ?? ''} onChange={(event) => { count(); onChange(event.target.value as K); }}>
      {value === null ? <option value='' disabled>{placeholder}</option> : null}
      {options.map((option) => <option key={option.key} value={option.key}>{option.text}</option>)}
    </select>
  );
}
export function DayInput({ id, value, onChange, min, max, label }: DayInputProps) {
  const { input, count } = useInput(id, label);
  return <input type='date' {...input} value={value} min={min} max={max} onChange={(event) => { count(); onChange(event.target.value); }} />;
}
export function ClockInput({ id, value, onChange, label }: ClockInputProps) {
  const { input, count } = useInput(id, label);
  return <input type='time' {...input} value={value} onChange={(event) => { count(); onChange(event.target.value); }} />;
}
