import type { Question, ToastTone } from './feedback.ts';

const make = (tag: string, className: string, text = ''): HTMLElement => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

let region: HTMLElement | null = null;
/** Toasts live in one region that screen readers listen to from the start. */
function toasts(): HTMLElement {
  if (!region) {
    region = make('div', 'x-toasts');
    region.setAttribute('role', 'status');
    region.setAttribute('aria-live', 'polite');
    document.body.append(region);
  }
  return region;
}
export function toast(text: string, tone: ToastTone = 'plain'): void {
  const item = make('div', `x-toast x-toast--${tone}`, text);
  const home = toasts();
  while (home.childElementCount >= 2) home.firstElementChild?.remove();
  home.append(item);
  setTimeout(() => item.remove(), Math.min(8000, 2200 + text.length * 140));
}

/** A modal <dialog>: the browser keeps the focus inside, closes it with Escape and gives the focus back. */
function ask<T>(title: string, text: string, fill: (body: HTMLElement, answer: (value: T) => void) => void, otherwise: T, sheet: boolean): Promise<T> {
  return new Promise((resolve) => {
    const dialog = make('dialog', `x-dialog${sheet ? ' x-dialog--sheet' : ''}`) as HTMLDialogElement;
    const heading = make('h2', 'x-dialog__title', title || '请选择');
    dialog.setAttribute('aria-label', heading.textContent ?? '');
    dialog.append(heading);
    if (text) dialog.append(make('p', 'x-dialog__body', text));
    let value = otherwise;
    const body = make('div', sheet ? 'x-dialog__list' : 'x-dialog__foot');
    fill(body, (answer) => { value = answer; dialog.close(); });
    dialog.append(body);
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener('close', () => { dialog.remove(); resolve(value); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
const button = (className: string, text: string, press: () => void): HTMLElement => {
  const element = make('button', className, text);
  element.setAttribute('type', 'button');
  element.addEventListener('click', press);
  return element;
};

export const confirm = ({ title, text = '', ok = '确定', cancel = '再想想', danger }: Question): Promise<boolean> =>
  ask(title, text, (foot, answer) => {
    foot.append(button('x-button x-button--plain', cancel, () => answer(false)), button(`x-button x-button--${danger ? 'danger' : 'primary'}`, ok, () => answer(true)));
  }, false, false);

export const choose = <K extends string>(options: readonly { key: K; text: string }[], title = ''): Promise<K | null> =>
  ask<K | null>(title, '', (list, answer) => {
    for (const option of options) list.append(button('x-press x-dialog__item', option.text, () => answer(option.key)));
    list.append(button('x-press x-dialog__item x-dialog__item--off', '取消', () => answer(null)));
  }, null, true);
