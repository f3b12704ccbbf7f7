import type { TextProps } from './base.tsx';
import { cx } from './cx';

export const textClass = ({ size, tone, strong, block, lines, keepLines, numeric, className }: TextProps): string =>
  cx('x-text', size && `x-text--${size}`, tone && `x-text--${tone}`, strong && 'x-text--strong', block && 'x-text--block', lines && `x-lines x-lines--${lines}`, keepLines && 'x-text--keep', numeric && 'x-text--numeric', className);
