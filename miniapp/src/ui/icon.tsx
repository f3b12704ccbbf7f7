import type { CSSProperties } from 'react';
import { Box } from './base';
import { cx } from './cx';

/** Names of styles/icons.scss; a test holds both lists together. */
export const ICONS = [
  'tasks', 'ask', 'gift', 'user', 'users', 'home', 'desk', 'calendar', 'clock', 'pin', 'phone', 'qr', 'scan',
  'camera', 'image', 'edit', 'trash', 'copy', 'plus', 'minus', 'check', 'check-circle', 'close', 'close-circle',
  'alert', 'info', 'question', 'search', 'filter', 'sort', 'right', 'left', 'down', 'up', 'more', 'refresh', 'bell',
  'heart', 'star', 'medal', 'coin', 'box', 'shop', 'building', 'flag', 'file', 'upload', 'download', 'settings',
  'shield', 'exit', 'send', 'chat', 'hand', 'share', 'chart', 'undo', 'lamp', 'link', 'leaf', 'wrench', 'scissors',
  'book', 'pulse', 'megaphone', 'handshake', 'scale', 'music', 'bolt', 'text',
] as const;
export type IconName = (typeof ICONS)[number];
export type IconSize = 'sm' | 'md' | 'lg' | 'xl';

/** A picture painted in the colour of the text around it. Silent for screen readers unless it has a label of its own. */
export function Icon({ name, size, label, style }: { name: IconName; size?: IconSize; label?: string; style?: CSSProperties }) {
  return (
    <Box
      as='span'
      className={cx('x-icon', size && size !== 'md' && `x-icon--${size}`, `i-${name}`)}
      style={style}
      role={label ? 'img' : undefined}
      label={label}
      decorative={label ? undefined : true}
    />
  );
}
