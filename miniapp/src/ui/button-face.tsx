import { Box } from './base';
import type { ButtonProps } from './button.tsx';
import { cx } from './cx';
import { Icon } from './icon';

export const buttonClass = ({ kind = 'primary', size, block, disabled, busy }: ButtonProps): string =>
  cx('x-button', `x-button--${kind}`, size === 'small' && 'x-button--small', block && 'x-button--block', (disabled || busy) && 'x-button--off');

/** What is read out: the label, and always the words that can be seen, so that who speaks to his phone can say them. */
export const spoken = ({ label, children }: ButtonProps): string | undefined =>
  label && typeof children === 'string' && !label.includes(children) ? `${children}：${label}` : label;

export function ButtonFace({ icon, busy, children }: ButtonProps) {
  return (
    <>
      {busy ? <Box as='span' className='x-spin' decorative /> : icon ? <Icon name={icon} size='sm' /> : null}
      {children ? <Box as='span' className='x-button__text'>{children}</Box> : null}
    </>
  );
}
