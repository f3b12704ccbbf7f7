import { clockOf, dayOf, instant } from '@xianfeng/shared';
import { Box } from './base';
import { ClockInput, DayInput } from './picker';

/** A day and a time in Shanghai as one instant (epoch milliseconds). Changing one half keeps the other. */
export function WhenInput({ value, onChange, min, label = '' }: { value: number; onChange: (at: number) => void; /** First day allowed, 'YYYY-MM-DD'. */ min?: string; label?: string }) {
  return (
    <Box className='x-when'>
      <Box className='x-when__day'><DayInput value={dayOf(value)} min={min} label={`${label}日期`} onChange={(day) => { if (day) onChange(instant(day, clockOf(value))); }} /></Box>
      <Box className='x-when__clock'><ClockInput value={clockOf(value)} label={`${label}时间`} onChange={(clock) => { if (clock) onChange(instant(dayOf(value), clock)); }} /></Box>
    </Box>
  );
}
