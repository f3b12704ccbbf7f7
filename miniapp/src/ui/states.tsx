import type { PropsWithChildren, ReactNode } from 'react';
import { Box, Text } from './base';
import { Button } from './button';
import { cx } from './cx';
import { Icon, type IconName } from './icon';

/** Something is coming: the outline of a list. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  return (
    <Box className='x-stack' role='status' label='正在加载'>
      {Array.from({ length: rows }, (_, i) => (
        <Box key={i} className='x-card x-skeleton' decorative>
          <Box className='x-skeleton__bar' style={{ width: `${62 - (i % 3) * 9}%` }} />
          <Box className='x-skeleton__bar x-skeleton__bar--thin' />
          <Box className='x-skeleton__bar x-skeleton__bar--thin' style={{ width: '44%' }} />
        </Box>
      ))}
    </Box>
  );
}
/** Nothing here, why, and what to do about it. */
export function Empty({ icon = 'box', title, text, action }: { icon?: IconName; title: string; text?: string; action?: ReactNode }) {
  return (
    <Box className='x-empty'>
      <Box className='x-empty__disc' decorative><Icon name={icon} size='xl' /></Box>
      <Text size='lg' strong block>{title}</Text>
      {text ? <Text tone='soft' block className='x-empty__text'>{text}</Text> : null}
      {action}
    </Box>
  );
}
/** It did not come, why, and once more. */
export function ErrorState({ text, onRetry, action }: { text: string; onRetry: () => void; action?: ReactNode }) {
  return (
    <Box className='x-empty' role='alert'>
      <Box className='x-empty__disc x-empty__disc--bad' decorative><Icon name='alert' size='xl' /></Box>
      <Text size='lg' strong block>没能加载出来</Text>
      <Text tone='soft' block className='x-empty__text'>{text}</Text>
      {action}
      <Button kind='plain' icon='refresh' onPress={onRetry}>再试一次</Button>
    </Box>
  );
}
const BANNER_ICONS = { info: 'info', ok: 'check-circle', warn: 'alert', bad: 'close-circle', gold: 'heart' } as const;
export type BannerTone = keyof typeof BANNER_ICONS;
/** A sentence that stays: what the reader must know on this page. */
export function Banner({ tone = 'info', title, action, children }: PropsWithChildren<{ tone?: BannerTone; title?: string; action?: ReactNode }>) {
  return (
    <Box className={cx('x-banner', `x-banner--${tone}`)} role={tone === 'bad' ? 'alert' : 'note'}>
      <Icon name={BANNER_ICONS[tone]} />
      <Box className='x-banner__text'>
        {title ? <Text strong block>{title}</Text> : null}
        {children}
      </Box>
      {action}
    </Box>
  );
}
