import { cx } from './cx';
import { counted, useField } from './field';
import type { TextAreaProps, TextInputProps } from './input.tsx';

const KEYBOARDS = {
  text: {}, number: { inputMode: 'numeric' }, phone: { type: 'tel', autoComplete: 'tel' }, code: { inputMode: 'numeric', autoComplete: 'one-time-code' }, search: { type: 'search', enterKeyHint: 'search' },
} as const;

/** Several inputs may share one Field (a name and a phone): then each carries a label, and so a name, of its own. */
export function TextInput({ id, value, onChange, placeholder, maxLength = 140, kind = 'text', disabled, label, onEnter, className }: TextInputProps) {
  const field = useField();
  return (
    <input
      type='text' {...KEYBOARDS[kind]} id={id ?? (label ? undefined : field?.id)} className={cx('x-input', field?.invalid && 'x-input--bad', className)} value={value} maxLength={maxLength} placeholder={placeholder} disabled={disabled}
      aria-label={label} aria-invalid={field?.invalid || undefined} aria-describedby={field?.hintId} aria-required={field?.required || undefined}
      onChange={(event) => { counted(field, label); onChange(event.target.value); }} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.(); }}
    />
  );
}
export function TextArea({ id, value, onChange, placeholder, maxLength, label, rows = 3 }: TextAreaProps) {
  const field = useField();
  return (
    <div className='x-area'>
      <textarea
        id={id ?? field?.id} className={cx('x-input x-input--area', field?.invalid && 'x-input--bad')} rows={rows} value={value} maxLength={maxLength} placeholder={placeholder}
        aria-label={label} aria-invalid={field?.invalid || undefined} aria-describedby={field?.hintId} onChange={(event) => { counted(field, label); onChange(event.target.value); }}
      />
      <div className='x-text x-text--xs x-text--faint x-area__count' aria-hidden>{value.length}/{maxLength}</div>
    </div>
  );
}
