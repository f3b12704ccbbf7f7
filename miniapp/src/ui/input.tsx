import { Input, Textarea } from '@tarojs/components';
import { Box, Text } from './base';
import { cx } from './cx';
import { counted, useField } from './field';

export interface TextInputProps {
  id?: string; value: string; onChange: (value: string) => void; placeholder?: string; maxLength?: number;
  /** Which keyboard: words, whole numbers, a phone number, a short code, words to look for. */
  kind?: 'text' | 'number' | 'phone' | 'code' | 'search';
  disabled?: boolean; /** Outside a Field, or where several share one. */ label?: string; onEnter?: () => void; className?: string;
}
const KEYBOARDS = { text: 'text', number: 'number', phone: 'number', code: 'number', search: 'text' } as const;

export function TextInput({ id, value, onChange, placeholder, maxLength = 140, kind = 'text', disabled, label, onEnter, className }: TextInputProps) {
  const field = useField();
  return (
    <Input
      id={id ?? field?.id} className={cx('x-input', field?.invalid && 'x-input--bad', className)} value={value} type={KEYBOARDS[kind]} maxlength={maxLength}
      placeholder={placeholder} placeholderClass='x-placeholder' disabled={disabled} ariaLabel={label ?? field?.label} confirmType={kind === 'search' ? 'search' : 'done'}
      onInput={(event) => { counted(field, label); onChange(event.detail.value); }} onConfirm={onEnter}
    />
  );
}

export interface TextAreaProps { id?: string; value: string; onChange: (value: string) => void; placeholder?: string; maxLength: number; label?: string; rows?: number }
/** Several lines, with the room that is left. */
export function TextArea({ id, value, onChange, placeholder, maxLength, label, rows = 3 }: TextAreaProps) {
  const field = useField();
  return (
    <Box className='x-area'>
      <Textarea
        id={id ?? field?.id} className={cx('x-input x-input--area', field?.invalid && 'x-input--bad')} style={{ minHeight: `${rows * 1.5}em` }} autoHeight value={value} maxlength={maxLength}
        placeholder={placeholder} placeholderClass='x-placeholder' ariaLabel={label ?? field?.label} onInput={(event) => { counted(field, label); onChange(event.detail.value); }}
      />
      <Text size='xs' tone='faint' block className='x-area__count' decorative>{value.length}/{maxLength}</Text>
    </Box>
  );
}
