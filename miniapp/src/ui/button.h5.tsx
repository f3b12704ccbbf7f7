import { go } from '../lib/go';
// On H5 Taro's button is a custom element that the keyboard cannot reach, so this one is real.
import { ButtonFace, buttonClass, spoken } from './button-face';
import type { ButtonProps } from './button.tsx';

export function Button(props: ButtonProps) {
  const { id, disabled, busy, to, onPress } = props;
  return (
    <button type='button' id={id} className={buttonClass(props)} disabled={disabled || busy} aria-busy={busy} aria-label={spoken(props)} onClick={() => (to ? go(to) : onPress?.())}>
      <ButtonFace {...props} />
    </button>
  );
}
