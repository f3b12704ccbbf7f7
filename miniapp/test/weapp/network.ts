import { failWith, succeed, type Fakes } from './calls.ts';

/** WeChat's wx.request knows these methods and no other. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];
/** Requests, uploads and downloads together. Old versions of WeChat drop the eleventh, newer ones hold it back; here it is dropped. */
export const AT_ONCE = 10;

export interface Wires {
  /** Where calls go; null: no network. */ origin: () => string | null;
  /** What is under way, to be waited for. */ pending: Set<Promise<unknown>>;
  /** What wxfile:// paths mean; downloads land here. */ files: Map<string, Uint8Array>;
  /** Paths whose answers come late. */ slow?: RegExp | undefined;
  /** Addresses that were asked for, as they were built in. */ asked: Set<string>;
}
/** The calls under way, so that the phone can cut them off: in the background WeChat ends them with "interrupted". */
export class Line {
  readonly open = new Set<AbortController>();
  /** The most there were at once. */ peak = 0;
  isAway = false;
  cut(): void { for (const call of this.open) call.abort('interrupted'); }
}

const headersOf = (answer: Response): Record<string, string> => Object.fromEntries(answer.headers.entries());
const moved = (url: string, server: string): string => server + new URL(url).pathname + new URL(url).search;
const taskOf = (abort: () => void) => ({ abort, onHeadersReceived() {}, offHeadersReceived() {}, onProgressUpdate() {}, offProgressUpdate() {}, onChunkReceived() {}, offChunkReceived() {} });

/**
 * wx.request, wx.uploadFile and wx.downloadFile, bridged to a real server on this machine by WeChat's rules: ten at once, the time limit that
 * the caller names, "interrupted" in the background, and success for every status. The origin that was built in is replaced.
 */
export function network(wires: Wires, line: Line): Fakes {
  const carry = (name: string, options: any, work: (origin: string, signal: AbortSignal) => Promise<object>) => {
    const origin = wires.origin(), call = new AbortController();
    wires.asked.add(new URL(options.url).origin);
    const refused = line.isAway ? 'interrupted' : line.open.size >= AT_ONCE ? `exceed max concurrent count of ${AT_ONCE}` : origin ? null : '';
    if (refused !== null || !origin) { failWith(options, `${name}:fail ${refused ?? ''}`.trim()); return taskOf(() => undefined); }
    line.open.add(call);
    line.peak = Math.max(line.peak, line.open.size);
    const late = setTimeout(() => call.abort('timeout'), options.timeout ?? 60_000);
    const lag = wires.slow?.test(options.url) ? new Promise((resolve) => setTimeout(resolve, 400)) : Promise.resolve();
    const run = lag.then(() => work(origin, call.signal)).then(
      (result) => succeed(options, name, result),
      (error: Error) => failWith(options, `${name}:fail ${call.signal.aborted ? String(call.signal.reason) : error.name === 'NoFile' ? error.message : ''}`.trim()),
    ).finally(() => { clearTimeout(late); line.open.delete(call); });
    wires.pending.add(run);
    void run.finally(() => wires.pending.delete(run));
    return taskOf(() => call.abort('abort'));
  };
  return {
    request: (options) => {
      const method = String(options.method ?? 'GET').toUpperCase();
      if (!METHODS.includes(method)) { failWith(options, `request:fail method is invalid: ${method}`); return taskOf(() => undefined); }
      return carry('request', options, async (origin, signal) => {
        const hasBody = options.data !== undefined && method !== 'GET';
        const answer = await fetch(moved(options.url, origin), { method, signal, headers: options.header, ...(hasBody ? { body: typeof options.data === 'string' ? options.data : JSON.stringify(options.data) } : {}) });
        const text = await answer.text();
        let data: unknown = text;
        try { data = JSON.parse(text); } catch { /* WeChat, too, hands over what it cannot read as text */ }
        return { statusCode: answer.status, data, header: headersOf(answer), cookies: [] };
      });
    },
    uploadFile: (options) => carry('uploadFile', options, async (origin, signal) => {
      const bytes = wires.files.get(options.filePath);
      if (!bytes) throw Object.assign(new Error('file not found'), { name: 'NoFile' });
      const form = new FormData();
      form.append(options.name, new Blob([new Uint8Array(bytes)]), options.fileName ?? options.filePath.split('/').pop());
      for (const [name, value] of Object.entries(options.formData ?? {})) form.append(name, String(value));
      const answer = await fetch(moved(options.url, origin), { method: 'POST', signal, headers: options.header, body: form });
      return { statusCode: answer.status, data: await answer.text() };
    }),
    downloadFile: (options) => carry('downloadFile', options, async (origin, signal) => {
      const answer = await fetch(moved(options.url, origin), { signal, headers: options.header });
      const at = options.filePath ?? `wxfile://tmp/${wires.files.size}-${new URL(options.url).pathname.split('/').pop()}`;
      wires.files.set(at, new Uint8Array(await answer.arrayBuffer()));
      return { statusCode: answer.status, header: headersOf(answer), ...(options.filePath ? { filePath: at } : { tempFilePath: at }) };
    }),
  };
}
