import { createElement } from 'react';
import { fileUrl } from '../lib/file-url';
import type { Aria, BoxProps, PictureProps, TextProps } from './base.tsx';
import { cx } from './cx';
import { textClass } from './text-class';

const aria = (p: Aria) => ({
  role: p.role, 'aria-label': p.label, 'aria-hidden': p.decorative, 'aria-live': p.live, 'aria-checked': p.checked, 'aria-selected': p.selected,
});

export function Box({ as = 'div', id, className, style, children, ...rest }: BoxProps) {
  return createElement(as, { id, className, style, ...aria(rest) }, children);
}
export function Text(props: TextProps) {
  return createElement(props.block || props.lines ? 'div' : 'span', { id: props.id, className: textClass(props), ...aria(props) }, props.children);
}
export function Picture({ src, alt, className, style, fit = 'cover', onError }: PictureProps) {
  return <img src={fileUrl(src)} alt={alt} className={cx('x-picture', className)} style={{ objectFit: fit, ...style }} loading='lazy' onError={onError} />;
}
