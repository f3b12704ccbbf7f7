import { TASK_LIMITS, clockOf, dayOf, type ShiftInput } from '@xianfeng/shared';
import { minutes, span } from '../../../lib/format';
import { Box, Button, ClockInput, DayInput, Field, Grow, Row, Stack, Stepper, Text } from '../../../ui';
import { crossesMidnight, endingAt, onDay, oneMore, shiftMinutes, startingAt } from './task-form';

/** Day, hours and places of each shift. Changing the day or the beginning keeps the length. */
export function ShiftFields({ shifts, onChange, errors }: { shifts: readonly ShiftInput[]; onChange: (shifts: ShiftInput[]) => void; errors: Record<string, string> }) {
  const change = (at: number, shift: ShiftInput) => onChange(shifts.map((old, i) => (i === at ? shift : old)));
  const today = dayOf(Date.now());
  return (
    <Field label='时间和名额' required group error={errors['shifts']}>
      <Stack gap={2}>
        {shifts.map((shift, i) => {
          const name = shifts.length > 1 ? `第 ${i + 1} 班` : '';
          const wrong = errors[`shifts.${i}.startsAt`] ?? errors[`shifts.${i}.endsAt`] ?? errors[`shifts.${i}.places`];
          return (
            <Box key={shift.id ?? `new${i}`} className='d-shift'>
              <Stack gap={2}>
                <Row gap={2} wrap>
                  <Grow className='d-day'><DayInput label={`${name}日期`} value={dayOf(shift.startsAt)} min={today} onChange={(day) => { if (day) change(i, onDay(shift, day)); }} /></Grow>
                  <Grow className='d-clock'><ClockInput label={`${name}开始`} value={clockOf(shift.startsAt)} onChange={(clock) => { if (clock) change(i, startingAt(shift, clock)); }} /></Grow>
                  <Grow className='d-clock'><ClockInput label={`${name}结束`} value={clockOf(shift.endsAt)} onChange={(clock) => { if (clock) change(i, endingAt(shift, clock)); }} /></Grow>
                </Row>
                <Row gap={2} wrap spread>
                  <Text size='sm' tone='soft'>{span(shift.startsAt, shift.endsAt)} · {minutes(shiftMinutes(shift))}{crossesMidnight(shift) ? '，到第二天' : ''}</Text>
                  <Row gap={2}><Text size='sm' tone='soft'>人数</Text><Stepper label={`${name}人数`} value={shift.places} min={TASK_LIMITS.places.min} max={TASK_LIMITS.places.max} onChange={(places) => change(i, { ...shift, places })} /></Row>
                </Row>
                {wrong ? <Text size='sm' tone='red' block>{wrong}</Text> : null}
                {shifts.length > 1 ? <Row><Button kind='text' size='small' icon='trash' label={`去掉${name}`} onPress={() => onChange(shifts.filter((_, at) => at !== i))}>去掉这一班</Button></Row> : null}
              </Stack>
            </Box>
          );
        })}
        {shifts.length < TASK_LIMITS.shifts ? <Row><Button kind='text' size='small' icon='plus' onPress={() => onChange([...shifts, oneMore(shifts, Date.now())])}>再加一班</Button></Row> : null}
      </Stack>
    </Field>
  );
}
