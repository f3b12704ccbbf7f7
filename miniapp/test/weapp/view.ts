import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import type { PageInstance } from './runtime.ts';

const require = createRequire(import.meta.url);
const dom = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true });
// glass-easel draws into whatever document it finds.
for (const name of ['window', 'document', 'Element', 'Node', 'HTMLElement', 'Text', 'DocumentFragment', 'Event', 'CustomEvent', 'MutationObserver'] as const) {
  (globalThis as Record<string, unknown>)[name] ??= name === 'window' ? dom.window : dom.window[name];
}
const { document } = dom.window;
const glass: typeof import('glass-easel') = require('glass-easel');
const { TmplGroup } = require('glass-easel-template-compiler') as typeof import('glass-easel-template-compiler');
glass.globalOptions.writeIdToDOM = true;
glass.globalOptions.throwGlobalError = true;

type Drawn = HTMLElement & { __wxElement?: any };
export interface Compiled { groups: Record<string, any>; diagnostics: string[] }

const filesBelow = (folder: string, base = folder): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(path.join(folder, entry.name), base) : [path.relative(base, path.join(folder, entry.name)).split(path.sep).join('/')]));

const cache = new Map<string, Compiled>();
/** All WXML and WXS of a package, compiled as WeChat compiles it. */
export function compilePages(dist: string): Compiled {
  const known = cache.get(dist);
  if (known) return known;
  const group = new TmplGroup();
  const diagnostics: string[] = [];
  for (const file of filesBelow(dist)) {
    const source = () => readFileSync(path.join(dist, file), 'utf8');
    // glass-easel wants the colon that WeChat allows to leave out.
    if (file.endsWith('.wxml')) for (const note of group.addTmpl(file.slice(0, -5), source().replace(/ (bind|catch|mut-bind|capture-bind|capture-catch)([a-z]+=")/g, ' $1:$2'))) diagnostics.push(`${file}: ${JSON.stringify(note)}`);
    if (file.endsWith('.wxs')) group.addScript(file.slice(0, -4), source());
  }
  const code = group.getTmplGenObjectGroups();
  group.free();
  const compiled = { groups: new Function(`return ${code}`)() as Record<string, any>, diagnostics };
  cache.set(dist, compiled);
  return compiled;
}

const wxOf = (element: Drawn): any => element.__wxElement;
const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One page as its reader has it: words to see, things to tap, inputs to fill. Everything waits; nothing sleeps. */
export class View {
  private readonly component: any;
  private readonly host: Drawn;

  private readonly route: string;
  private readonly settle: () => Promise<void>;

  constructor(route: string, page: PageInstance, compiled: Compiled, errors: unknown[], settle: () => Promise<void>) {
    this.route = route;
    this.settle = settle;
    const space = new glass.ComponentSpace() as any;
    glass.addGlobalErrorListener((error: unknown) => { errors.push(error); return false; });
    const template = (file: string) => ({ content: compiled.groups[file], groupList: compiled.groups });
    const target = (element: any) => ({ id: element.id, dataset: element.dataset ?? {}, offsetLeft: 0, offsetTop: 0 });
    const methods = { eh: (event: any) => page.eh({ type: event.type, timeStamp: event.timeStamp, detail: event.detail, mark: {}, touches: [], changedTouches: [], target: target(event.target), currentTarget: target(event.currentTarget) }) };
    // Taro draws trees deeper than its templates through a component that contains itself.
    const nested = space.define('comp').options({ virtualHost: true }).property('i', { type: Object, value: {} }).property('l', { type: String, value: '' }).methods(methods).usingComponents({ comp: 'comp' });
    if (compiled.groups['comp']) nested.template(template('comp'));
    nested.registerComponent();
    const definition = space.define('page').usingComponents({ comp: 'comp' }).template(template(route)).data(() => structuredClone(page.data)).methods(methods).registerComponent();
    this.component = glass.Component.createWithContext('page', definition, new glass.CurrentWindowBackendContext());
    const place = document.createElement('div');
    document.body.appendChild(place);
    (glass.Element as any).replaceDocumentElement(this.component, document.body, place);
    this.host = this.component.getBackendElement?.() ?? this.component.$$;
  }

  /** New data from the logic. */
  update(patch: Record<string, unknown>): void {
    this.component.setData(Object.fromEntries(Object.entries(patch).map(([key, value]) => [key.replace(/\.\[/g, '['), value])));
  }
  remove(): void { this.host.remove(); }
  get text(): string { return words(this.host.textContent); }
  get html(): string { return this.host.innerHTML; }
  /** Something with this name that a tap reaches is drawn. */
  has(what: string, where?: string): boolean { return this.find(what, where) !== null; }
  all(selector: string): Element[] { return [...this.host.querySelectorAll(selector)]; }

  /** Waits until the page shows these words. */
  see(what: string | RegExp, ms = 5000): Promise<string> {
    return this.until(`“${what}”`, () => (typeof what === 'string' ? this.text.includes(what) : what.test(this.text)) && this.text, ms);
  }
  /** Waits until it does not any more. */
  gone(what: string, ms = 5000): Promise<boolean> { return this.until(`no “${what}”`, () => !this.text.includes(what), ms); }
  async until<T>(what: string, check: () => T | false | null | undefined, ms = 5000): Promise<T> {
    for (const end = Date.now() + ms; ; await pause(12)) {
      const found = check();
      if (found) return found;
      if (Date.now() > end) throw new Error(`${this.route}: waited ${ms} ms for ${what}; the page says: ${this.text.slice(0, 400)}`);
    }
  }
  /** Taps the innermost thing with these words, this aria-label, or this selector ('#id', '.class'); `where`: a selector, or words of the card it is in. */
  async tap(what: string, where?: string): Promise<void> { await this.fire(await this.until(`something to tap: ${what}`, () => this.find(what, where)), 'tap', {}, true); }
  /** Two taps faster than any answer. */
  async tapTwice(what: string, where?: string): Promise<void> {
    const found = await this.until(`something to tap: ${what}`, () => this.find(what, where));
    await Promise.all([this.fire(found, 'tap', {}, true), this.fire(found, 'tap', {}, true)]);
  }
  /** Writes into the input with this label, placeholder or selector. */
  async type(what: string, value: string): Promise<void> { await this.fire(await this.until(`an input: ${what}`, () => this.field(what)), 'input', { value, cursor: value.length }); }
  /** What stands in that input. */
  async written(what: string): Promise<string> { const input = await this.until(`an input: ${what}`, () => this.field(what)); return String(wxOf(input)?.getAttribute?.('value') ?? input.getAttribute('value') ?? ''); }
  /** Chooses in a picker: an index for a list, 'YYYY-MM-DD' for a day, 'HH:mm' for a time. */
  async pick(what: string, value: string | number): Promise<void> { await this.fire(await this.until(`a picker: ${what}`, () => this.picker(what)), 'change', { value }); }
  /** Chooses in a list by what is written there, as soon as it is there; returns what was chosen. */
  async choose(what: string, wanted: string | RegExp): Promise<string> {
    const range = (): string[] => (this.picker(what)?.getAttribute('range') ?? '').split(',');
    const at = await this.until(`“${wanted}” in ${what}`, () => range().findIndex((text) => (typeof wanted === 'string' ? text === wanted : wanted.test(text))) + 1);
    await this.pick(what, at - 1);
    return range()[at - 1] ?? '';
  }
  /** Presses enter in an input. */
  async enter(what: string): Promise<void> { await this.fire(await this.until(`an input: ${what}`, () => this.field(what)), 'confirm', { value: await this.written(what) }); }
  /** What WeChat tells an element: getphonenumber, agreeprivacyauthorization, error. */
  async happen(what: string, type: string, detail: object): Promise<void> { await this.fire(await this.until(`something: ${what}`, () => this.find(what)), type, detail); }

  private place(where: string | undefined): Drawn | null {
    if (!where) return this.host;
    if (/^[.#[]/.test(where)) return [...this.host.querySelectorAll<Drawn>(where)].at(-1) ?? null;
    return [...this.host.querySelectorAll<Drawn>('.x-card')].filter((card) => words(card.textContent).includes(where)).at(-1) ?? null;
  }
  private picker(what: string): Drawn | null {
    const faces = [...this.host.querySelectorAll<Drawn>('picker')].filter((one) => [one, ...one.querySelectorAll('[aria-label]')].some((part) => (part.getAttribute('aria-label') ?? '').startsWith(what)));
    return faces.at(-1) ?? null;
  }
  private find(what: string, where?: string): Drawn | null {
    const place = this.place(where);
    if (!place) return null;
    if (/^[.#[]/.test(what)) return place.querySelector(what);
    const fits = [...place.querySelectorAll<Drawn>('*')].filter((element) => element.getAttribute('aria-label') === what || words(element.textContent) === what);
    if (fits.length > 0) return fits.at(-1) ?? null;
    return [...place.querySelectorAll<Drawn>('[aria-label]')].filter((element) => element.getAttribute('aria-label')?.includes(what)).at(-1) ?? [...place.querySelectorAll<Drawn>('*')].filter((element) => words(element.textContent).includes(what)).at(-1) ?? null;
  }
  private field(what: string): Drawn | null {
    if (/^[.#[]/.test(what)) return this.host.querySelector(what);
    return [...this.host.querySelectorAll<Drawn>('input,textarea')].find((element) => element.getAttribute('aria-label') === what || element.getAttribute('placeholder') === what) ?? null;
  }
  private async fire(element: Drawn, type: string, detail: object, bubbles = false): Promise<void> {
    let node: Drawn | null = element;
    while (node && !node.__wxElement) node = node.parentElement as Drawn | null;
    if (!node) throw new Error(`${this.route}: nothing of the page is there`);
    glass.triggerEvent(node.__wxElement, type, detail, { bubbles, composed: bubbles });
    await this.settle();
  }
}
