import type { ReactNode } from 'react';
import { Box, Text } from './base';
import { cx } from './cx';
import { counted, useField } from './field';
import { Icon } from './icon';
import { Press } from './press';

export interface ChoiceOption<K extends string> { key: K; text: string; note?: ReactNode; disabled?: boolean }

function Mark({ on, round }: { on: boolean; round: boolean }) {
  return <Box as='span' className={cx('x-mark', round && 'x-mark--round', on && 'x-mark--on')} decorative>{on ? <Icon name='check' size='sm' /> : null}</Box>;
}
function Row<K extends string>({ option, on, round, onPress }: { option: ChoiceOption<K>; on: boolean; round: boolean; onPress: () => void }) {
  return (
    <Press className={cx('x-choice', on && 'x-choice--on')} role={round ? 'radio' : 'checkbox'} checked={on} disabled={option.disabled} onPress={onPress}>
      <Mark on={on} round={round} />
      <Box className='x-choice__text'>
        {option.text}
        {option.note ? <Text size='sm' tone='soft' block>{option.note}</Text> : null}
      </Box>
    </Press>
  );
}

/** One of a few, all in sight. */
export function RadioList<K extends string>({ options, value, onChange, label }: { options: readonly ChoiceOption<K>[]; value: K | null; onChange: (key: K) => void; label?: string }) {
  const field = useField();
  return (
    <Box className='x-choices' role='radiogroup' label={label ?? field?.label}>
      {options.map((option) => <Row key={option.key} option={option} on={option.key === value} round onPress={() => { counted(field, label); onChange(option.key); }} />)}
    </Box>
  );
}
/** Any of a few. */
export function CheckboxList<K extends string>({ options, value, onChange, label }: { options: readonly ChoiceOption<K>[]; value: readonly K[]; onChange: (keys: K[]) => void; label?: string }) {
  const field = useField();
  const flip = (key: K) => { counted(field, label); onChange(value.includes(key) ? value.filter((other) => other !== key) : [...value, key]); };
  return (
    <Box className='x-choices' role='group' label={label ?? field?.label}>
      {options.map((option) => <Row key={option.key} option={option} on={value.includes(option.key)} round={false} onPress={() => flip(option.key)} />)}
    </Box>
  );
}
/** One yes or no that is part of a form. */
export function Checkbox({ value, onChange, children, label }: { value: boolean; onChange: (on: boolean) => void; children: ReactNode; label?: string }) {
  return (
    <Press className='x-check' role='checkbox' checked={value} label={label} onPress={() => onChange(!value)}>
      <Mark on={value} round={false} />
      <Box className='x-choice__text'>{children}</Box>
    </Press>
  );
}
/** A setting that works at once. */
export function Switch({ value, onChange, label, note, disabled }: { value: boolean; onChange: (on: boolean) => void; label: string; note?: ReactNode; disabled?: boolean }) {
  return (
    <Press className='x-switch' role='switch' checked={value} disabled={disabled} onPress={() => onChange(!value)}>
      <Box className='x-choice__text'>
        {label}
        {note ? <Text size='sm' tone='soft' block>{note}</Text> : null}
      </Box>
      <Text size='sm' tone='soft' decorative>{value ? '开' : '关'}</Text>
      <Box as='span' className={cx('x-switch__track', value && 'x-switch__track--on')} decorative><Box as='span' className='x-switch__knob' /></Box>
    </Press>
  );
}
/** Filters: any number may be on, or (single) at most one. */
export function Chips<K extends string>({ options, value, onChange, label, wrap }: { options: readonly { key: K; text: string }[]; value: readonly K[]; onChange: (keys: K[]) => void; label: string; /** Several lines instead of a strip that scrolls sideways. */ wrap?: boolean }) {
  const flip = (key: K) => onChange(value.includes(key) ? value.filter((other) => other !== key) : [...value, key]);
  return (
    <Box className={cx('x-chips', wrap && 'x-chips--wrap')} role='group' label={label}>
      {options.map((option) => {
        const on = value.includes(option.key);
        return (
          <Press key={option.key} className={cx('x-chip', on && 'x-chip--on')} role='checkbox' checked={on} onPress={() => flip(option.key)}>
            {on ? <Icon name='check' size='sm' /> : null}
            {option.text}
          </Press>
        );
      })}
    </Box>
  );
}
/** Views of one thing: one is always chosen. */
export function Segmented<K extends string>({ options, value, onChange, label }: { options: readonly { key: K; text: string; count?: number }[]; value: K; onChange: (key: K) => void; label: string }) {
  return (
    <Box className='x-segments' role='radiogroup' label={label}>
      {options.map((option) => (
        <Press key={option.key} className={cx('x-segment', option.key === value && 'x-segment--on')} role='radio' checked={option.key === value} onPress={() => onChange(option.key)}>
          {option.text}
          {option.count ? <Text size='xs' numeric className='x-count'>{option.count > 99 ? '99+' : option.count}</Text> : null}
        </Press>
      ))}
    </Box>
  );
}
/** A small whole number. */
export function Stepper({ value, onChange, min = 0, max = 999, label }: { value: number; onChange: (n: number) => void; min?: number; max?: number; label?: string }) {
  const field = useField();
  const name = label ?? field?.label ?? '';
  return (
    <Box className='x-stepper' role='group' label={name}>
      <Press className='x-stepper__b' label={`${name}减一`} disabled={value <= min} onPress={() => onChange(Math.max(min, value - 1))}><Icon name='minus' size='sm' /></Press>
      <Text strong numeric className='x-stepper__n'><Box as='span' live='polite'>{value}</Box></Text>
      <Press className='x-stepper__b' label={`${name}加一`} disabled={value >= max} onPress={() => onChange(Math.min(max, value + 1))}><Icon name='plus' size='sm' /></Press>
    </Box>
  );
}
