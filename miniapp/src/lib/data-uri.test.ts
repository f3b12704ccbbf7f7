import { base64, svgUri } from './data-uri.ts';

test.each(['', 'a', 'ab', 'abc', 'abcd', '<svg xmlns="http://www.w3.org/2000/svg"/>'])('base64 of “%s” is what everybody else makes of it', (text) => {
  expect(base64(text)).toBe(Buffer.from(text).toString('base64'));
});
test('an SVG becomes an address', () => {
  expect(svgUri('<svg/>')).toBe('data:image/svg+xml;base64,PHN2Zy8+');
});
