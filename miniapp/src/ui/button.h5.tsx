import { go } from '../lib/go';
// On H5 Taro's button is a custom element that the keyboard cannot reach, so this one is real.
import { ButtonFace, buttonClass } from './button-face';
import type { ButtonProps } from './button.tsx';

export function Button(props: ButtonProps) {
  const { id, disabled, busy, label, to, onPress } = props;
  return (
    <button type='button' id={id} className={buttonClass(props)} disabled={disabled || busy} aria-busy={busy} aria-label={label} onClick={() => (to ? go(to) : onPress?.())}>
      <ButtonFace {...props} />
    </button>
  );
}
