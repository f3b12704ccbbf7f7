import type { LocalFile } from '@xianfeng/shared';
import { fileUrl } from '../lib/file-url';
import type { Sending } from './files.ts';

/** Edge to which big photos are shrunk before sending; the server shrinks the rest. Saves a phone's data volume. */
const EDGE = 2000;
const SHRINK_ABOVE = 2 * 1024 * 1024;

/** Blob URLs die with the page, which is why drafts keep uploaded ids and never these. */
const local = (file: Blob, name: string): LocalFile => ({ name, path: URL.createObjectURL(file) });

async function shrink(file: File): Promise<Blob> {
  if (file.size <= SHRINK_ABOVE) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.88));
  } catch {
    return file; // not a picture this browser can read: let the server say so
  }
}

function pick(accept: string, several: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = several;
    input.hidden = true;
    input.addEventListener('change', () => { resolve([...(input.files ?? [])]); input.remove(); });
    input.addEventListener('cancel', () => { resolve([]); input.remove(); });
    document.body.append(input);
    input.click();
  });
}

/** A blob dies with its page: what did not arrive is chosen again. */
export const canKeepFiles = false;
export const keepFile = async (_file: LocalFile): Promise<LocalFile | null> => null;
export const dropFile = async (_path: string): Promise<void> => undefined;

export async function sendFile({ url, file, header, timeout }: Sending): Promise<{ statusCode: number; data: unknown; header?: Record<string, unknown> }> {
  const form = new FormData();
  const bytes = file.path ? await (await fetch(file.path)).blob() : new Blob([new Uint8Array(file.data ?? [])]);
  form.append('file', bytes, file.name);
  const answer = await fetch(url, { method: 'POST', body: form, headers: header, signal: AbortSignal.timeout(timeout) });
  return { statusCode: answer.status, data: await answer.json().catch(() => null), header: Object.fromEntries(answer.headers.entries()) };
}
export async function choosePhotos(count: number): Promise<LocalFile[]> {
  const files = (await pick('image/jpeg,image/png,image/webp', count > 1)).slice(0, count);
  return Promise.all(files.map(async (file) => local(await shrink(file), file.name)));
}
export async function chooseSheet(): Promise<LocalFile | null> {
  const [file] = await pick('.xlsx,.xls,.csv', false);
  return file ? local(file, file.name) : null;
}
export const previewPhotos = (_urls: string[], current: string): void => void window.open(fileUrl(current), '_blank', 'noopener');
export async function openFile(url: string, header: Record<string, string>): Promise<boolean> {
  const answer = await fetch(url, { headers: header });
  if (!answer.ok) return false;
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  save(await answer.blob(), name ? decodeURIComponent(name) : 'download.xlsx');
  return true;
}
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
export async function openDocument(url: string, name: string): Promise<boolean> {
  // A page of its own where the browser lets one open behind an answer that was waited for; else it is saved.
  if (name.endsWith('.pdf') && window.open(fileUrl(url), '_blank')) return true;
  const answer = await fetch(fileUrl(url));
  if (!answer.ok) return false;
  save(await answer.blob(), name);
  return true;
}
