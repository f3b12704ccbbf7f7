import { Button as TaroButton } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { go } from '../lib/go';
import { meter } from '../lib/meter';
import { ButtonFace, buttonClass, spoken } from './button-face';
import type { IconName } from './icon';

export type ButtonProps = PropsWithChildren<{
  id?: string;
  /** primary: the one thing to do here; plain: beside it; soft: in rows and cards; danger: cannot be taken back; text: least. */
  kind?: 'primary' | 'plain' | 'soft' | 'danger' | 'text';
  size?: 'normal' | 'small';
  /** As wide as its container. */ block?: boolean;
  icon?: IconName; disabled?: boolean;
  /** Shows that work is going on, and takes no second tap. */ busy?: boolean;
  onPress?: () => void; to?: string; label?: string;
  /** WeChat's own abilities; nothing on H5. */
  open?: 'share' | 'getPhoneNumber' | 'openSetting' | 'agreePrivacyAuthorization';
  /** WeChat's phone button: a code for our server, or null with WeChat's number of why (1400001: this month's are used up; none: refused, or an old WeChat). */ onPhoneCode?: (code: string | null, errno: number | null) => void;
  /** After the tap that is the privacy consent. */ onAgree?: () => void;
}>;
export function Button(props: ButtonProps) {
  const { id, disabled, busy, open, to, onPress, onPhoneCode, onAgree } = props;
  const press = () => { if (disabled || busy) return; meter.tapped(Date.now()); if (to) go(to); else onPress?.(); };
  return (
    <TaroButton
      id={id} className={buttonClass(props)} hoverClass='x-pressed' disabled={disabled || busy} openType={open} ariaLabel={spoken(props)} onClick={press}
      onGetPhoneNumber={({ detail }) => { const { code, errno } = detail as { code?: string; errno?: number }; onPhoneCode?.(code || null, errno ?? null); }} onAgreePrivacyAuthorization={() => onAgree?.()}
    >
      <ButtonFace {...props} />
    </TaroButton>
  );
}
