import { Image, Text as TaroText, View } from '@tarojs/components';
import type { CSSProperties, PropsWithChildren } from 'react';
import { cx } from './cx';
import { textClass } from './text-class';

export interface Aria {
  ariaRole?: string;
  ariaLabel?: string;
  ariaHidden?: boolean;
  ariaLive?: 'off' | 'polite' | 'assertive';
  ariaChecked?: boolean;
  ariaSelected?: boolean;
  ariaDisabled?: boolean;
}
export type Element = 'div' | 'span' | 'section' | 'article' | 'header' | 'footer' | 'nav' | 'main' | 'aside' | 'ul' | 'ol' | 'li' | 'p' | 'h1' | 'h2' | 'h3' | 'dl' | 'dt' | 'dd';
export type BoxProps = PropsWithChildren<{ id?: string; className?: string; style?: CSSProperties; /** The element on H5; WeChat knows only one kind of box. */ as?: Element } & Aria>;

/** A box: a real HTML element on H5, a View on WeChat. */
export function Box({ as, className, ...rest }: BoxProps) {
  return <View className={cx(as === 'span' && 'x-span', className)} {...rest} />;
}

export type Size = 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl';
export type Tone = 'ink' | 'soft' | 'faint' | 'pine' | 'red' | 'gold' | 'ok' | 'warn' | 'info';
export type TextProps = PropsWithChildren<{
  id?: string; size?: Size; tone?: Tone; strong?: boolean; /** A line of its own. */ block?: boolean; /** Cut after so many lines. */ lines?: 1 | 2 | 3;
  /** Keep the writer's line breaks. */ keepLines?: boolean; numeric?: boolean; className?: string; ariaLabel?: string; ariaHidden?: boolean;
}>;

/** Words. Size and colour are names of tokens, so elder mode reaches every one of them. */
export function Text(props: TextProps) {
  const { id, ariaLabel, ariaHidden, children } = props;
  // A clamped line needs a box: WeChat's text element ignores -webkit-line-clamp.
  const Tag = props.lines || props.block ? View : TaroText;
  return <Tag id={id} className={textClass(props)} ariaLabel={ariaLabel} ariaHidden={ariaHidden}>{children}</Tag>;
}

export interface PictureProps { src: string; /** What it shows; '' for decoration. */ alt: string; className?: string; style?: CSSProperties; fit?: 'cover' | 'contain'; onError?: () => void }
export function Picture({ src, alt, className, style, fit = 'cover', onError }: PictureProps) {
  return <Image src={src} className={cx('x-picture', className)} style={style} mode={fit === 'cover' ? 'aspectFill' : 'aspectFit'} lazyLoad ariaRole={alt ? 'img' : undefined} ariaLabel={alt || undefined} ariaHidden={alt ? undefined : true} onError={onError} />;
}
