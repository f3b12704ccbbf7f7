import { encode } from 'uqr';
import { useMemo, type PropsWithChildren, type ReactNode } from 'react';
import { svgUri } from '../lib/data-uri';
import { Box, Picture, Text } from './base';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { Press } from './press';

export type Tint = 'pine' | 'red' | 'gold' | 'ok' | 'warn' | 'info' | 'quiet';
/** A word about a thing. Its colour only repeats what the word says. */
export const Tag = ({ tone = 'quiet', icon, children }: PropsWithChildren<{ tone?: Tint; icon?: IconName }>) => (
  <Box as='span' className={cx('x-tag', `x-tone--${tone}`)}>{icon ? <Icon name={icon} size='sm' /> : null}{children}</Box>
);
/** The tint of a state by what it means: waiting, going on, good, over, refused. */
const STATES: Record<string, Tint> = {
  REQUESTED: 'warn', WAITLISTED: 'warn', SUBMITTED: 'warn', PLACED: 'warn', REOPENED: 'warn', RETURNED: 'warn', DRAFT: 'quiet',
  PUBLISHED: 'pine', CONFIRMED: 'pine', READY: 'pine', HELD: 'pine', ANSWERED: 'info', ATTENDED: 'info', DONE: 'info', ENDED: 'info',
  SUBSTITUTED: 'info', OPEN: 'info', COUNTED: 'warn', PROPOSED: 'warn', APPEALED: 'warn', ASKED: 'warn', CORRECTED: 'ok', OVERTURNED: 'ok', TRUE: 'ok', DOUBT: 'red', APPROVED: 'ok', LIFTED: 'ok', ACTIVE: 'pine', DROPPED: 'quiet',
  VERIFIED: 'ok', ACCEPTED: 'ok', SETTLED: 'ok', COLLECTED: 'ok',
  REJECTED: 'red', REFUSED: 'red', NO_SHOW: 'red', CANCELLED: 'red',
};
/** The word for a state, from the labels in shared. `tone`: where the state means something else than usual. */
export const StatusTag = <S extends string>({ status, labels, tone }: { status: S; labels: Record<S, string>; tone?: Tint }) => <Tag tone={tone ?? STATES[status] ?? 'quiet'}>{labels[status]}</Tag>;

/** A kind of task or need as a picture. */
export const KindBadge = ({ icon, tone = 'pine', size = 'md' }: { icon: IconName; tone?: Tint; size?: 'md' | 'lg' }) => <Box as='span' className={cx('x-badge', `x-badge--${size}`, `x-tone--${tone}`)} decorative><Icon name={icon} size={size === 'lg' ? 'lg' : 'md'} /></Box>;

/** A person: the last character of the name, as Chinese address books do. */
export const Avatar = ({ name, size = 'md' }: { name: string; size?: 'md' | 'lg' }) => <Box as='span' className={cx('x-avatar', size === 'lg' && 'x-avatar--lg')} decorative>{[...name].pop() ?? ''}</Box>;

/** A figure and what it counts. With `to` it opens the records behind it. */
export function Stat({ value, unit, label, to, tone }: { value: ReactNode; unit?: string; label: string; to?: string; tone?: 'pine' | 'gold' | 'red' }) {
  const inside = (
    <>
      <Box className={cx('x-stat__value', tone && `x-text--${tone}`)}>{value}{unit ? <Text size='sm' tone='soft'> {unit}</Text> : null}</Box>
      <Text size='sm' tone='soft' block>{label}</Text>
    </>
  );
  return to ? <Press className='x-stat' to={to}>{inside}</Press> : <Box className='x-stat'>{inside}</Box>;
}
/** How far something is; the words say it, too. */
export function Progress({ value, max, label, tone = 'pine' }: { value: number; max: number; label: string; tone?: 'pine' | 'gold' | 'warn' }) {
  const percent = max > 0 ? Math.min(100, Math.round((value / max) * 100)) : 0;
  return (
    <Box className='x-progress' role='img' label={`${label}，${percent}%`}>
      <Box className='x-progress__track'><Box className={cx('x-progress__bar', `x-progress__bar--${tone}`)} style={{ width: `${percent}%` }} /></Box>
      <Text size='sm' tone='soft' numeric decorative>{label}</Text>
    </Box>
  );
}
/** Where one is in something with a few steps. */
export function Steps({ steps, at }: { steps: readonly string[]; /** Index of the present step. */ at: number }) {
  return (
    <Box as='ol' className='x-steps'>
      {steps.map((step, i) => (
        <Box as='li' key={step} className={cx('x-step', i < at && 'x-step--done', i === at && 'x-step--now')}>
          <Box as='span' className='x-step__dot' decorative>{i < at ? <Icon name='check' size='sm' /> : i + 1}</Box>
          <Text size='sm' strong={i === at} tone={i === at ? 'pine' : 'soft'}>{step}</Text>
        </Box>
      ))}
    </Box>
  );
}
/** What happened, newest first or last as the caller orders it. */
export function Timeline({ items }: { items: readonly { key: string | number; title: ReactNode; time?: string; text?: ReactNode; tone?: Tint }[] }) {
  return (
    <Box as='ol' className='x-timeline'>
      {items.map((item) => (
        <Box as='li' key={item.key} className='x-timeline__item'>
          <Box as='span' className={cx('x-timeline__dot', `x-tone--${item.tone ?? 'pine'}`)} decorative />
          <Box className='x-grow'>
            <Text block>{item.title}</Text>
            {item.text ? <Text size='sm' tone='soft' block>{item.text}</Text> : null}
            {item.time ? <Text size='sm' tone='faint' block>{item.time}</Text> : null}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
/** A QR code as one picture: sharp at any size, the same on both platforms, and a long press saves it. */
export function QrCode({ text, label, size = 220 }: { text: string; /** What scanning it does. */ label: string; size?: number }) {
  const src = useMemo(() => {
    const { data, size: n } = encode(text, { ecc: 'M', border: 2 });
    let path = '';
    data.forEach((row, y) => row.forEach((on, x) => { if (on) path += `M${x} ${y}h1v1h-1z`; }));
    return svgUri(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n} ${n}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${n}v${n}H0z"/><path fill="#0b1f1d" d="${path}"/></svg>`);
  }, [text]);
  return <Picture className='x-qr' src={src} alt={label} fit='contain' style={{ width: `${size}px`, height: `${size}px` }} />;
}
