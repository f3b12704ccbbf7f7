import { PICKUP_CODE_LENGTH } from '@xianfeng/shared';

/** A code as it is read out, pasted, typed full-width or scanned ('XFP.ABCD2345'): capital letters and digits, nothing else. */
export const tidy = (text: string): string =>
  text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/^\s*XFP\./i, '').toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, PICKUP_CODE_LENGTH);
