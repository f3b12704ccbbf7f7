import type { CaptionProps } from './caption.tsx';

export const Caption = ({ htmlFor, children }: CaptionProps) =>
  htmlFor ? <label className='x-field__label' htmlFor={htmlFor}>{children}</label> : <div className='x-field__label'>{children}</div>;
