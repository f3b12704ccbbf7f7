import { Image, Text as TaroText, View } from '@tarojs/components';
import type { CSSProperties, PropsWithChildren } from 'react';
import { fileUrl } from '../lib/file-url';
import { cx } from './cx';
import { textClass } from './text-class';

/** For those who do not see the screen. Not called aria… : on H5 Taro's compiler renames such props wherever it finds them. */
export interface Aria {
  role?: string;
  label?: string;
  /** Says nothing that the words beside it do not say. */ decorative?: boolean;
  /** Read out when it changes. */ live?: 'polite' | 'assertive';
  checked?: boolean;
  selected?: boolean;
}
export type Element = 'div' | 'span' | 'section' | 'article' | 'header' | 'footer' | 'nav' | 'main' | 'aside' | 'ul' | 'ol' | 'li' | 'p' | 'h1' | 'h2' | 'h3' | 'dl' | 'dt' | 'dd';
export type BoxProps = PropsWithChildren<{ id?: string; className?: string; style?: CSSProperties; /** The element on H5; WeChat knows only one kind of box. */ as?: Element } & Aria>;

/** A box: a real HTML element on H5, a View on WeChat. */
export function Box({ as, id, className, style, children, role, label, decorative, live, checked, selected }: BoxProps) {
  return (
    <View id={id} className={cx(as === 'span' && 'x-span', className)} style={style} ariaRole={role} ariaLabel={label} ariaHidden={decorative} ariaLive={live} ariaChecked={checked} ariaSelected={selected}>
      {children}
    </View>
  );
}

export type Size = 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl';
export type Tone = 'ink' | 'soft' | 'faint' | 'pine' | 'red' | 'gold' | 'ok' | 'warn' | 'info';
export type TextProps = PropsWithChildren<{
  id?: string; size?: Size; tone?: Tone; strong?: boolean; /** A line of its own. */ block?: boolean; /** Cut after so many lines. */ lines?: 1 | 2 | 3;
  /** Keep the writer's line breaks. */ keepLines?: boolean; numeric?: boolean; className?: string; label?: string; decorative?: boolean;
}>;

/** Words. Size and colour are names of tokens, so elder mode reaches every one of them. */
export function Text(props: TextProps) {
  const { id, label, decorative, children } = props;
  // A clamped line needs a box: WeChat's text element ignores -webkit-line-clamp.
  const Tag = props.lines || props.block ? View : TaroText;
  return <Tag id={id} className={textClass(props)} ariaLabel={label} ariaHidden={decorative}>{children}</Tag>;
}

export interface PictureProps { /** An address, or a path of the server. */ src: string; /** What it shows; '' for decoration. */ alt: string; className?: string; style?: CSSProperties; fit?: 'cover' | 'contain'; onError?: () => void }
export function Picture({ src, alt, className, style, fit = 'cover', onError }: PictureProps) {
  return <Image src={fileUrl(src)} className={cx('x-picture', className)} style={style} mode={fit === 'cover' ? 'aspectFill' : 'aspectFit'} lazyLoad ariaRole={alt ? 'img' : undefined} ariaLabel={alt || undefined} ariaHidden={alt ? undefined : true} onError={onError} />;
}
