import { Box } from './base';
import type { ButtonProps } from './button.tsx';
import { cx } from './cx';
import { Icon } from './icon';

export const buttonClass = ({ kind = 'primary', size, block, disabled, busy }: ButtonProps): string =>
  cx('x-button', `x-button--${kind}`, size === 'small' && 'x-button--small', block && 'x-button--block', (disabled || busy) && 'x-button--off');

export function ButtonFace({ icon, busy, children }: ButtonProps) {
  return (
    <>
      {busy ? <Box as='span' className='x-spin' decorative /> : icon ? <Icon name={icon} size='sm' /> : null}
      {children ? <Box as='span' className='x-button__text'>{children}</Box> : null}
    </>
  );
}
