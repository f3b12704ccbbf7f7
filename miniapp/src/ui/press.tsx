import { View } from '@tarojs/components';
import type { CSSProperties, PropsWithChildren } from 'react';
import { go } from '../lib/go';
import { meter } from '../lib/meter';
import type { Aria } from './base';
import { cx } from './cx';

export type PressProps = PropsWithChildren<{
  id?: string; className?: string; style?: CSSProperties; disabled?: boolean;
  /** What happens … */ onPress?: () => void;
  /** … or where it leads (a real link on H5). */ to?: string;
  /** Opened or not, for what unfolds. */ expanded?: boolean;
} & Aria>;

/** Anything that can be tapped and is not a Button: rows, cards, tiles. A <button> or <a> on H5. */
export function Press({ id, className, style, onPress, to, disabled, role, label, checked, selected, children }: PressProps) {
  const press = () => { meter.tapped(Date.now()); if (to) go(to); else onPress?.(); };
  return (
    <View
      id={id} className={cx(className, disabled && 'x-disabled')} style={style} ariaRole={role ?? (to ? 'link' : 'button')} ariaLabel={label} ariaChecked={checked} ariaSelected={selected} ariaDisabled={disabled}
      hoverClass={disabled ? 'none' : 'x-pressed'} hoverStayTime={60} onClick={disabled ? undefined : press}
    >
      {children}
    </View>
  );
}
