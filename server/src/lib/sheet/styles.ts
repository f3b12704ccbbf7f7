import { attribute, elements, type Element } from './xml.js';

/** Which cell formats (by position in the style sheet) show a number as a date. */
export async function dateFormats(text: AsyncIterable<string>): Promise<Set<number>> {
  const custom = new Map<number, string>();
  const dates = new Set<number>();
  let inCells = false, index = 0;
  await elements(text, {
    open(el: Element) {
      if (el.name === 'numFmt') custom.set(Number(attribute(el, 'numFmtId')), attribute(el, 'formatCode'));
      else if (el.name === 'cellXfs') inCells = true;
      else if (el.name === 'xf' && inCells) {
        const id = Number(attribute(el, 'numFmtId'));
        const code = custom.get(id);
        if (code === undefined ? isBuiltInDate(id) : isDateFormat(code)) dates.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** 14–17 and 22 are dates everywhere; 27–36 and 50–58 are the Chinese, Japanese and Korean ones. 18–21 and 45–47 are times of day. */
export const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Whether a format code prints a day: a year or a day letter outside quotes, brackets and escapes ('m' alone may be minutes). */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').split(';')[0] ?? '';
  return /[yde]/i.test(bare.replace(/general|e[+-]/gi, ''));
}
