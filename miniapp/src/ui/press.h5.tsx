import type { MouseEvent } from 'react';
import { go } from '../lib/go';
import { meter } from '../lib/meter';
import { cx } from './cx';
import type { PressProps } from './press.tsx';

export function Press({ id, className, style, disabled, onPress, to, expanded, children, ...aria }: PressProps) {
  const common = {
    id, style, role: aria.role, className: cx('x-press', className), 'aria-label': aria.label,
    'aria-checked': aria.checked, 'aria-selected': aria.selected, 'aria-expanded': expanded,
  };
  if (to && !disabled) {
    const follow = (event: MouseEvent) => {
      // Leave "open in a new tab" to the browser.
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      meter.tapped(Date.now());
      go(to);
    };
    return <a {...common} href={to} onClick={follow}>{children}</a>;
  }
  return <button {...common} type='button' disabled={disabled} onClick={() => { meter.tapped(Date.now()); onPress?.(); }}>{children}</button>;
}
