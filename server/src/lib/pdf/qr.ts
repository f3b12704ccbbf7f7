import { encode } from 'uqr';
import type { Doc } from './paper.js';

/** A QR code as squares of ink, sharp at any size. `size` in points, with the quiet border that readers need inside it. */
export function drawQr(doc: Doc, text: string, x: number, y: number, size: number): void {
  const { data, size: count } = encode(text, { ecc: 'M', border: 2 });
  const side = size / count;
  doc.save();
  data.forEach((row, j) => {
    for (let i = 0; i < count; i++) {
      if (!row[i]) continue;
      let end = i;
      while (row[end]) end += 1; // one bar for neighbours: no hairlines between them
      doc.rect(x + i * side, y + j * side, (end - i) * side, side);
      i = end;
    }
  });
  doc.fill('#000000').restore();
}
