const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of ASCII text. WeChat has no btoa, and Taro's own arrayBufferToBase64 gives '' on H5. */
export function base64(ascii: string): string {
  let out = '';
  for (let i = 0; i < ascii.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [ascii.charCodeAt(i), ascii.charCodeAt(i + 1) || 0, ascii.charCodeAt(i + 2) || 0];
    const quad = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    out += quad.map((six, n) => (i + n > ascii.length ? '=' : LETTERS[six])).join('');
  }
  return out;
}
/** An SVG (ASCII only) as an address that <Image> and <img> both take. */
export const svgUri = (svg: string): string => `data:image/svg+xml;base64,${base64(svg)}`;
