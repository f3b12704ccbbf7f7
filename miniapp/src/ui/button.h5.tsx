import { go } from '../lib/go';
import { meter } from '../lib/meter';
// On H5 Taro's button is a custom element that the keyboard cannot reach, so this one is real.
import { ButtonFace, buttonClass, spoken } from './button-face';
import type { ButtonProps } from './button.tsx';

export function Button(props: ButtonProps) {
  const { id, disabled, busy, to, onPress } = props;
  return (
    <button type='button' id={id} className={buttonClass(props)} disabled={disabled || busy} aria-busy={busy} aria-label={spoken(props)} onClick={() => { meter.tapped(Date.now()); if (to) go(to); else onPress?.(); }}>
      <ButtonFace {...props} />
    </button>
  );
}
