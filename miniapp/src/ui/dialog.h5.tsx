import { useEffect, useRef } from 'react';
import { cx } from './cx';
import type { DialogProps } from './dialog.tsx';
import { useUid } from './field';
import { Icon } from './icon';
import { Press } from './press';

/** A modal <dialog>: the browser keeps the focus inside, closes it with Escape and gives the focus back. */
export function Dialog({ open, title, onClose, foot, sheet, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useUid('d');
  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    if (!element.open) element.showModal();
    return () => element.close();
  }, [open]);
  if (!open) return null;
  return (
    <dialog ref={dialog} className={cx('x-dialog', sheet && 'x-dialog--sheet')} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }} onClick={(event) => { if (event.target === dialog.current) onClose(); }}>
      <div className='x-dialog__in'>
        <div className='x-dialog__head'>
          <h2 id={id} className='x-dialog__title'>{title}</h2>
          <Press className='x-dialog__x' label='关闭' onPress={onClose}><Icon name='close' size='sm' /></Press>
        </div>
        <div className='x-dialog__body'>{children}</div>
        {foot ? <div className='x-dialog__foot'>{foot}</div> : null}
      </div>
    </dialog>
  );
}
