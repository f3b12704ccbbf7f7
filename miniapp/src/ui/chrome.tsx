import type { CSSProperties, PropsWithChildren, ReactNode } from 'react';
import { letterScale } from '../platform/look';
import { Box } from './base';
import { cx } from './cx';
import { SnackbarHost } from './snackbar';

export type ChromeProps = PropsWithChildren<{ title: string; elder: boolean; footer: ReactNode; aside: ReactNode; hero: ReactNode; wide: boolean | undefined; busy: boolean; onRefresh: (() => void) | undefined }>;

/** What surrounds a page. On WeChat the phone draws the title and the tab bar, so only the content is left. */
export function Chrome({ elder, footer, hero, wide, children }: ChromeProps) {
  const scale = letterScale(elder);
  return (
    <Box className={cx('x-page', scale !== 1 && 'x-scaled', elder && 'elder')} style={scale === 1 ? undefined : ({ '--unit': `${scale}px` } as CSSProperties)}>
      {hero}
      <Box className={cx('x-main', wide && 'x-main--wide')}>{children}</Box>
      <SnackbarHost />
      {footer ? <Box className='x-footer'>{footer}</Box> : null}
    </Box>
  );
}
