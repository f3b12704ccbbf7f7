import type { PropsWithChildren, ReactNode } from 'react';
import { Box } from './base';
import { cx } from './cx';
import { SnackbarHost } from './snackbar';

export type ChromeProps = PropsWithChildren<{ title: string; elder: boolean; footer: ReactNode; aside: ReactNode; hero: ReactNode; wide: boolean | undefined; busy: boolean; onRefresh: (() => void) | undefined }>;

/** What surrounds a page. On WeChat the phone draws the title and the tab bar, so only the content is left. */
export function Chrome({ elder, footer, hero, wide, children }: ChromeProps) {
  return (
    <Box className={cx('x-page', elder && 'elder')}>
      {hero}
      <Box className={cx('x-main', wide && 'x-main--wide')}>{children}</Box>
      <SnackbarHost />
      {footer ? <Box className='x-footer'>{footer}</Box> : null}
    </Box>
  );
}
