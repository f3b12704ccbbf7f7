import { inflateSync } from 'node:zlib';

/** What a reader finds in a PDF of ours: the text of each page as one extracts it, the page's size in points, the fonts and whether each is embedded. */
export interface ReadPdf { pages: string[]; size: [number, number]; fonts: { name: string; embedded: boolean; hasText: boolean }[]; info: string }

/** Reads back what lib/pdf made, by the file itself: objects, character maps, the words as they are drawn. Not a reader for other makers' files. */
export function readPdf(file: Buffer): ReadPdf {
  const objects = new Map<number, { head: string; body: () => string }>();
  const text = file.toString('latin1');
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id, whole = ''] = match;
    const at = whole.indexOf('stream\n');
    const head = at < 0 ? whole : whole.slice(0, at);
    const start = match.index + match[0].indexOf('stream\n') + 7, length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    objects.set(Number(id), {
      head,
      body: () => {
        const bytes = file.subarray(start, start + length);
        return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
      },
    });
  }
  const get = (id: number) => objects.get(id)!;
  const ref = (head: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? 0);
  // Every font of the document has one name on all pages.
  const maps = new Map<string, Map<string, string>>(), fonts: ReadPdf['fonts'] = [];
  for (const [, name = '', id] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    if (maps.has(name)) continue;
    const font = get(Number(id)), cmap = ref(font.head, 'ToUnicode');
    maps.set(name, cmap ? readMap(get(cmap).body()) : new Map());
    const descendant = get(Number(/\/DescendantFonts \[(\d+) 0 R/.exec(font.head)?.[1] ?? 0));
    const descriptor = descendant ? get(ref(descendant.head, 'FontDescriptor')) : undefined;
    fonts.push({ name: /\/BaseFont \/(\S+)/.exec(font.head)?.[1] ?? '', embedded: /\/FontFile[23]? /.test(descriptor?.head ?? ''), hasText: (maps.get(name)?.size ?? 0) > 0 });
  }
  const sheets = [...objects.values()].filter((o) => /\/Type \/Page\b(?!s)/.test(o.head));
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(sheets[0]?.head ?? '');
  return { pages: sheets.map((p) => words(get(ref(p.head, 'Contents')).body(), maps)), size: [Number(box?.[1]), Number(box?.[2])], fonts, info: text.slice(-4000) };
}

/** Code → text, from `<0001> <6587>` ranges or lists. */
function readMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from = '0', , list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi))
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], i) => map.set((parseInt(from, 16) + i).toString(16).padStart(4, '0'), utf16(hex.replaceAll(' ', ''))));
  return map;
}
const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function words(content: string, maps: Map<string, Map<string, string>>): string {
  let map = new Map<string, string>(), out = '';
  for (const [, font, shown, end] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|(ET)/g)) {
    if (font) map = maps.get(font) ?? new Map();
    else if (shown !== undefined) for (const [, hex = ''] of shown.matchAll(/<([0-9a-f]*)>/gi)) for (const code of hex.match(/.{4}/g) ?? []) out += map.get(code.toLowerCase()) ?? '�';
    else if (end) out += '\n';
  }
  return out;
}
/** All bytes of a stream. */
export async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Buffer));
  return Buffer.concat(parts);
}
