import type { PropsWithChildren, ReactNode } from 'react';
import { Box, Text, type Element } from './base';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { Press } from './press';

export type Gap = 0 | 1 | 2 | 3 | 4 | 5;
/** Things below each other. */
export const Stack = ({ gap = 3, as, className, children }: PropsWithChildren<{ gap?: Gap; as?: Element; className?: string }>) => <Box as={as} className={cx('x-stack', `x-gap-${gap}`, className)}>{children}</Box>;
/** Things beside each other. `spread` pushes the last to the far edge. */
export const Row = ({ gap = 2, spread, wrap, top, className, children }: PropsWithChildren<{ gap?: Gap; spread?: boolean; wrap?: boolean; /** Aligned to the first line. */ top?: boolean; className?: string }>) => (
  <Box className={cx('x-row', `x-gap-${gap}`, spread && 'x-row--spread', wrap && 'x-row--wrap', top && 'x-row--top', className)}>{children}</Box>
);
/** Takes the room that is left in a Row. */
export const Grow = ({ children, className }: PropsWithChildren<{ className?: string }>) => <Box className={cx('x-grow', className)}>{children}</Box>;
/** Keeps a place for what comes later: without it WeChat is sent everything anew that lies beside or below. Takes no room itself. */
export const Slot = ({ children }: PropsWithChildren) => <Box className='x-slot'>{children}</Box>;
/** Equal columns; twice as many on a desk where `desk` says so. */
export const Grid = ({ cols = 2, desk, children }: PropsWithChildren<{ cols?: 1 | 2 | 3 | 4; desk?: 2 | 3 | 4 | 6 }>) => <Box className={cx('x-grid', `x-grid--${cols}`, desk && `x-grid--desk-${desk}`)}>{children}</Box>;

/** A sheet of paper. With `to` or `onPress` the whole of it can be tapped: then nothing inside may be, and its words are its name. */
export function Card({ to, onPress, tone, flush, className, children }: PropsWithChildren<{ to?: string; onPress?: () => void; tone?: 'plain' | 'pine' | 'gold' | 'sunken'; /** No inner space: for rows. */ flush?: boolean; className?: string }>) {
  const name = cx('x-card', tone && tone !== 'plain' && `x-card--${tone}`, flush && 'x-card--flush', className);
  return to || onPress ? <Press className={cx(name, 'x-card--press')} to={to} onPress={onPress}>{children}</Press> : <Box className={name}>{children}</Box>;
}
/** A part of a page with a heading of its own. */
export function Section({ title, note, action, children }: PropsWithChildren<{ title: string; note?: ReactNode; action?: ReactNode }>) {
  return (
    <Box as='section' className='x-section'>
      <Box className='x-section__head'>
        <Box as='h2' className='x-section__title'>{title}</Box>
        {note ? <Text size='sm' tone='faint'>{note}</Text> : null}
        <Box className='x-grow' />
        {action}
      </Box>
      {children}
    </Box>
  );
}
/** A row that leads somewhere or says something; inside <Card flush>. */
export function Cell({ icon, title, note, value, to, onPress, danger, count }: { icon?: IconName; title: ReactNode; note?: ReactNode; value?: ReactNode; to?: string; onPress?: () => void; danger?: boolean; count?: number }) {
  const inside = (
    <>
      {icon ? <Box as='span' className={cx('x-cell__icon', danger && 'x-cell__icon--bad')} decorative><Icon name={icon} /></Box> : null}
      <Box className='x-cell__main'>
        <Text tone={danger ? 'red' : undefined} block>{title}</Text>
        {note ? <Text size='sm' tone='soft' block>{note}</Text> : null}
      </Box>
      {value ? <Box className='x-cell__value'>{value}</Box> : null}
      {count ? <Text size='xs' numeric className='x-count'>{count > 99 ? '99+' : count}</Text> : null}
      {to || onPress ? <Icon name='right' size='sm' /> : null}
    </>
  );
  return to || onPress ? <Press className='x-cell' to={to} onPress={onPress}>{inside}</Press> : <Box className='x-cell'>{inside}</Box>;
}
/** Facts as name and value: a definition list. */
export function Facts({ rows }: { rows: readonly { name: string; value: ReactNode; icon?: IconName }[] }) {
  return (
    <Box as='dl' className='x-facts'>
      {rows.map((row) => (
        <Box key={row.name} className='x-facts__row'>
          <Box as='dt' className='x-facts__name'>{row.icon ? <Icon name={row.icon} size='sm' /> : null}{row.name}</Box>
          <Box as='dd' className='x-facts__value'>{row.value}</Box>
        </Box>
      ))}
    </Box>
  );
}
/** The coloured head of a first page. */
export function Hero({ title, text, aside, children }: PropsWithChildren<{ title: ReactNode; text?: ReactNode; aside?: ReactNode }>) {
  return (
    <Box className='x-hero'>
      <Box className='x-hero__in'>
        <Row spread top>
          <Grow>
            <Box className='x-hero__title'>{title}</Box>
            {text ? <Box className='x-hero__text'>{text}</Box> : null}
          </Grow>
          {aside}
        </Row>
        {children}
      </Box>
    </Box>
  );
}
/** Big doors, two in a row: the first screen of elder mode, the desk's queues. */
export function Tiles({ items }: { items: readonly { key: string; icon: IconName; text: string; note?: string; count?: number; to?: string; onPress?: () => void; tone?: 'pine' | 'red' | 'gold' | 'info' }[] }) {
  return (
    <Grid cols={2} desk={4}>
      {items.map((item) => (
        <Press key={item.key} className='x-tile' to={item.to} onPress={item.onPress}>
          <Row spread>
            <Box as='span' className={cx('x-tile__icon', `x-tone--${item.tone ?? 'pine'}`)} decorative><Icon name={item.icon} size='lg' /></Box>
            {item.count ? <Text size='sm' numeric className='x-count'>{item.count > 99 ? '99+' : item.count}</Text> : null}
          </Row>
          <Text size='lg' strong block>{item.text}</Text>
          {item.note ? <Text size='sm' tone='soft' block>{item.note}</Text> : null}
        </Press>
      ))}
    </Grid>
  );
}
/** A list and what is chosen in it: side by side on a desk, one after the other on a phone. */
export function TwoColumn({ list, detail, open }: { list: ReactNode; detail: ReactNode; /** On a phone: show the detail instead of the list. */ open: boolean }) {
  return (
    <Box className={cx('x-two', open && 'x-two--open')}>
      <Box className='x-two__list'>{list}</Box>
      <Box className='x-two__detail'>{detail}</Box>
    </Box>
  );
}
