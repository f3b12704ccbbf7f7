/** The whole address of one of our pages, for a code that others scan. WeChat opens the mini-program for it where the operator has registered the address. */
export const publicUrl = (path: string): string => `${process.env.TARO_APP_API}${path}`;
