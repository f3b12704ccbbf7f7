import { Box } from './base';
import { cx } from './cx';
import { TextInput } from './input';

/** A short code of digits (the day's code, a pickup code): one wide input over drawn boxes, with the phone's own keyboard. */
export function CodeInput({ value, onChange, length = 6, label, onDone }: { value: string; onChange: (digits: string) => void; length?: number; label: string; /** All digits are there. */ onDone?: (digits: string) => void }) {
  const take = (text: string) => {
    // People paste codes with blanks, and some keyboards write full-width digits.
    const digits = text.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replace(/\D/g, '').slice(0, length);
    onChange(digits);
    if (digits.length === length && digits !== value) onDone?.(digits);
  };
  return (
    <Box className='x-code'>
      <Box className='x-code__cells' decorative>
        {Array.from({ length }, (_, i) => <Box key={i} className={cx('x-code__cell', i === value.length && 'x-code__cell--next')}>{value[i] ?? ''}</Box>)}
      </Box>
      <TextInput kind='code' className='x-code__in' value={value} onChange={take} maxLength={length + 6} label={label} />
    </Box>
  );
}
