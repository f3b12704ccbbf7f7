import { Box, Icon, Press, Text, TextInput } from '../../../ui';
import './credit.scss';

export interface FigureProps { label: string; value: number; onChange: (n: number) => void; min: number; max: number; step?: number; /** Words for the figure: then it cannot be typed. */ say?: (n: number) => string }
/** A whole number with a step up and down, that may also be typed. */
export function Figure({ label, value, onChange, min, max, step = 1, say }: FigureProps) {
  const put = (n: number) => onChange(Math.max(min, Math.min(max, n)));
  return (
    <Box className='x-stepper' role='group' label={label}>
      <Press className='x-stepper__b' label={`${label}减${step}`} disabled={value <= min} onPress={() => put(value - step)}><Icon name='minus' size='sm' /></Press>
      {say ? <Text strong numeric className='c-figure__n'><Box as='span' live='polite'>{say(value)}</Box></Text>
        : <TextInput kind='number' className='c-figure__in' label={label} value={String(value)} maxLength={String(max).length} onChange={(text) => put(Number(text.replace(/\D/g, '') || 0))} />}
      <Press className='x-stepper__b' label={`${label}加${step}`} disabled={value >= max} onPress={() => put(value + step)}><Icon name='plus' size='sm' /></Press>
    </Box>
  );
}
