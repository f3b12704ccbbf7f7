import { open as openFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { SheetProblem } from './problem.js';

export interface SheetLimits {
  /** Bytes of all parts together once unpacked. */
  unpackedBytes: number;
  /** Unpacked size over packed size of one part; only asked of parts over 10 MB, since short repetitive ones pack well. */
  ratio: number;
  /** Rows with anything in them, over all visible sheets. */
  rows: number;
}
export const SHEET_LIMITS: SheetLimits = { unpackedBytes: 256 * 1024 * 1024, ratio: 100, rows: 50_000 };
const RATIO_FLOOR = 10 * 1024 * 1024;
const MAX_PARTS = 2_000;
/** Lists of sheets, links and formats are read whole; a real one is a thousandth of this. */
const SMALL_PART = 16 * 1024 * 1024;

/** The named parts of a workbook, opened one at a time. Close it when done. */
export interface Parts {
  has(name: string): boolean;
  /** The text of a part in pieces. DAMAGED where the bytes do not keep what the directory promised. */
  text(name: string): AsyncGenerator<string>;
  /** The same for parts whose content is kept: TOO_BIG over 16 MB. */
  smallText(name: string): AsyncGenerator<string>;
  close(): void;
}

/** Opens a workbook after looking at what the bytes are, whatever the file is called. Throws SheetProblem. */
export async function openParts(path: string, limits: SheetLimits): Promise<Parts> {
  await refuseOthers(path);
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    throw new SheetProblem('DAMAGED', { cause });
  }
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MAX_PARTS) throw new SheetProblem('TOO_BIG');
      entries.set(entry.fileName.replace(/^\//, ''), entry);
    }
    refuseBomb([...entries.values()], limits);
  } catch (cause) {
    zip.close();
    throw cause instanceof SheetProblem ? cause : new SheetProblem('DAMAGED', { cause });
  }
  const find = (name: string): Entry => {
    const entry = entries.get(name);
    if (!entry) throw new SheetProblem('DAMAGED');
    return entry;
  };
  return {
    has: (name) => entries.has(name),
    close: () => zip.close(),
    text: (name) => textOf(zip, find(name)),
    smallText(name) {
      if (find(name).uncompressedSize > SMALL_PART) throw new SheetProblem('TOO_BIG');
      return textOf(zip, find(name));
    },
  };
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  try {
    // yauzl ends the stream with an error when more bytes come out than the directory says, so the sums of refuseBomb hold.
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield decoder.write(chunk as Buffer);
    yield decoder.end();
  } catch (cause) {
    throw cause instanceof SheetProblem ? cause : new SheetProblem('DAMAGED', { cause });
  }
}

function refuseBomb(entries: Entry[], limits: SheetLimits): void {
  let sum = 0;
  for (const e of entries) {
    if (e.isEncrypted()) throw new SheetProblem('ENCRYPTED');
    sum += e.uncompressedSize;
    if (e.uncompressedSize > RATIO_FLOOR && e.uncompressedSize > e.compressedSize * limits.ratio) throw new SheetProblem('TOO_BIG');
  }
  if (sum > limits.unpackedBytes) throw new SheetProblem('TOO_BIG');
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Compound files: the old .xls, and the envelope Excel puts around a workbook with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ENVELOPE = Buffer.from('EncryptedPackage', 'utf16le');

async function refuseOthers(path: string): Promise<void> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.equals(ZIP)) return;
    if (!head.equals(COMPOUND)) throw new SheetProblem('NOT_XLSX');
    throw new SheetProblem((await file.readFile()).includes(ENVELOPE) ? 'ENCRYPTED' : 'OLD_XLS');
  } finally {
    await file.close();
  }
}
