import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compilePages, type Compiled, View } from './view.ts';
import { type Fakes, type WxFunction, succeed } from './calls.ts';
import { Line, network } from './network.ts';
import { Sandbox } from './sandbox.ts';
import { storages } from './storage.ts';
import { Ears, phone } from './wx.ts';

interface AppJson { pages: string[]; subPackages?: { root: string; pages: string[] }[]; tabBar?: { list: { pagePath: string }[] }; usingComponents?: Record<string, string> }
/** What a compiled page hands to Page(): WeChat's life cycle, Taro's event handler and its data. */
export interface PageInstance { data: Record<string, unknown>; route: string; options: Record<string, string>; eh: (event: object) => void; setData: (patch: Record<string, unknown>, done?: () => void) => void; [hook: string]: any }
interface Opened { route: string; url: string; instance: PageInstance; view: View }

export interface Options {
  /** Where wx.request goes: 'http://127.0.0.1:4123'. Without it the phone has no network. */ server?: string;
  /** Paths whose answers come 400 ms later than others. */ slow?: RegExp;
  /** Functions of wx to replace; see answers() and refuses(). */ wx?: Fakes;
  /** What is in storage before the app starts, in the clear and encrypted. */ storage?: Record<string, unknown>; vault?: Record<string, unknown>;
  /** What wxfile:// paths mean, for uploads. */ files?: Record<string, Uint8Array>;
}

/** One entry of setData, such as 'root.cn.[0].cn.[3].v', written into the page's data. */
function write(data: Record<string, unknown>, key: string, value: unknown): void {
  const steps = key.split(/[.[\]]+/).filter(Boolean);
  let at: any = data;
  steps.slice(0, -1).forEach((step, i) => {
    if (at[step] === null || typeof at[step] !== 'object') at[step] = /^\d+$/.test(steps[i + 1] ?? '') ? [] : {};
    at = at[step];
  });
  at[steps.at(-1) ?? ''] = value;
}

/**
 * A stand-in for WeChat's runtime. Runs the compiled mini-program in a context that has what WeChat has (no window, no
 * document, no fetch, no eval), keeps the stack of pages by WeChat's rules, and draws each page with WeChat's own
 * component framework from its compiled WXML.
 */
export class Weapp {
  readonly app: AppJson;
  /** Every call of wx, in order. */ readonly calls: { name: string; args: unknown[] }[] = [];
  /** Whatever went wrong without anybody noticing. */ readonly errors: unknown[] = [];
  readonly storage: Map<string, unknown>;
  /** What was stored encrypted. */ readonly vault: Map<string, unknown>;
  /** What wxfile:// paths mean: what the phone holds, and what was downloaded. */ readonly files: Map<string, Uint8Array>;
  /** Origins that requests, uploads and downloads went to, as built in. */ readonly asked = new Set<string>();
  readonly line = new Line();
  /** Where wx.request goes; null: no network. Tests pull the plug by setting it. */ server: string | null;
  /** What crossed from the logic to the view, in bytes, by page. */ readonly traffic = new Map<string, { opened: number; calls: number; bytes: number; largest: number }>();
  private readonly stack: Opened[] = [];
  private readonly tabs = new Map<string, Opened>();
  private readonly definitions = new Map<string, Record<string, unknown>>();
  private readonly pending = new Set<Promise<unknown>>();
  private readonly ears = new Ears();
  private readonly box: Sandbox;
  private readonly compiled: Compiled;
  private opening: Promise<unknown> = Promise.resolve();

  constructor(dist: string, { server, slow, wx = {}, storage = {}, vault = {}, files = {} }: Options = {}) {
    this.app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as AppJson;
    this.compiled = compilePages(dist);
    this.server = server || null;
    this.storage = new Map(Object.entries(storage));
    this.vault = new Map(Object.entries(vault));
    this.files = new Map(Object.entries(files));
    const wires = { origin: () => this.server, pending: this.pending, files: this.files, asked: this.asked, slow };
    const fakes = { ...phone(this.files, this.ears), ...storages(this.storage, this.vault), ...network(wires, this.line), ...this.routing(), ...wx };
    this.box = new Sandbox(dist, this.app.pages[0] ?? '', fakes, { calls: this.calls, errors: this.errors, pages: () => this.stack.map(({ instance }) => instance) });
    this.box.require('app.js');
    const launch = { path: this.app.pages[0], query: {}, scene: 1001, referrerInfo: {} };
    this.box.app?.onLaunch?.(launch);
    this.box.app?.onShow?.(launch);
  }

  /** Every page of every package. */
  get routes(): string[] {
    return [...this.app.pages, ...(this.app.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => path.posix.join(root, page)))];
  }
  /** The page on top. */
  get page(): View {
    const top = this.stack.at(-1);
    if (!top) throw new Error('no page is open');
    return top.view;
  }
  /** How many pages lie on each other. */
  get depth(): number { return this.stack.length; }
  get route(): string { return this.stack.at(-1)?.route ?? ''; }
  /** Where the page on top was opened, with its query. */
  get url(): string { return this.stack.at(-1)?.url ?? ''; }
  /** Opens a page as a link or a scanned code would. */
  async open(url: string): Promise<View> {
    await this.show(url, this.isTab(url) ? 'tab' : 'push');
    return this.page;
  }
  /** Waits until the page with that route is on top. */
  async arrived(route: string, ms = 5000): Promise<View> {
    for (const end = Date.now() + ms; this.route !== route.replace(/^\//, ''); await pause(15)) if (Date.now() > end) throw new Error(`expected ${route}, is on ${this.route}: ${this.page.text.slice(0, 200)}`);
    return this.page;
  }
  async back(): Promise<void> { this.pop(1); await this.settle(); }
  /** The reader pulls the page down. */
  async pullDown(): Promise<void> { this.stack.at(-1)?.instance.onPullDownRefresh?.(); await this.settle(); }
  async reachBottom(): Promise<void> { this.stack.at(-1)?.instance.onReachBottom?.(); await this.settle(); }
  /** Everything this phone keeps, for a start of the app after it was closed: `new Weapp(dist, { ...weapp.kept })`. */
  get kept(): { storage: Record<string, unknown>; vault: Record<string, unknown> } { return { storage: Object.fromEntries(this.storage), vault: Object.fromEntries(this.vault) }; }
  /** The app leaves the front, and what is under way is cut off; `returns` brings it back. */
  async leaves(): Promise<void> { this.box.app?.onHide?.(); this.stack.at(-1)?.instance.onHide?.(); this.ears.tell('AppHide'); this.line.isAway = true; this.line.cut(); await this.settle(); }
  async returns(): Promise<void> { this.line.isAway = false; this.box.app?.onShow?.({ path: this.route, query: {}, scene: 1089 }); this.ears.tell('AppShow', { path: this.route }); this.stack.at(-1)?.instance.onShow?.(); await this.settle(); }
  /** Something happens to the phone: 'NetworkStatusChange', 'ThemeChange'. */
  async tell(name: string, news: object): Promise<void> { this.ears.tell(name, news); await this.settle(); }
  /** The reader shares the page on top by WeChat's menu: what the card would be. */
  shared(hook: 'onShareAppMessage' | 'onShareTimeline'): unknown { return this.stack.at(-1)?.instance[hook]?.({ from: 'menu' }); }
  called(name: string): unknown[][] { return this.calls.filter((call) => call.name === name).map((call) => call.args); }
  /** The texts of the toasts so far. */
  get toasts(): string[] { return this.called('showToast').map(([options]) => String((options as { title?: string }).title)); }
  /** Lets answers that are under way arrive and be drawn. */
  async settle(): Promise<void> {
    await pause(20);
    for (let i = 0; this.pending.size > 0 && i < 50; i++) { await Promise.allSettled([...this.pending]); await pause(15); }
  }
  /** Ends pages and timers; a forgotten one would keep the test process alive. */
  dispose(): void {
    for (const { instance, view } of [...this.stack, ...this.tabs.values()]) { instance.onUnload?.(); view.remove(); }
    this.stack.length = 0;
    this.box.stop();
  }

  private isTab(url: string): boolean { return (this.app.tabBar?.list ?? []).some(({ pagePath }) => pagePath === routeOf(url)); }

  private async show(url: string, how: 'push' | 'replace' | 'tab' | 'launch'): Promise<void> {
    const route = routeOf(url);
    if (!this.routes.includes(route)) throw new Error(`page "${route}" is not found`);
    if (how === 'push' && this.isTab(url)) throw new Error('can not navigateTo a tabbar page');
    if (how === 'push' && this.stack.length >= 10) throw new Error('webview count limit exceed');
    if (how === 'push') this.stack.at(-1)?.instance.onHide?.();
    if (how === 'replace') this.drop(this.stack.pop());
    if (how === 'tab' || how === 'launch') {
      // Tab pages stay alive beneath each other; what lay above them goes.
      while (this.stack.length > 0) {
        const top = this.stack.pop();
        if (how === 'tab' && top && this.tabs.get(top.route) === top) top.instance.onHide?.();
        else this.drop(top);
      }
      if (how === 'launch') { for (const tab of this.tabs.values()) this.drop(tab); this.tabs.clear(); }
      const kept = this.tabs.get(route);
      if (kept) { this.stack.push(kept); kept.instance.onShow?.(); await this.settle(); return; }
    }
    const opened = this.create(route, url);
    this.stack.push(opened);
    if (this.isTab(url)) this.tabs.set(route, opened);
    opened.instance.onLoad?.(opened.instance.options);
    opened.instance.onShow?.();
    opened.instance.onReady?.();
    await this.settle();
  }
  private create(route: string, url: string): Opened {
    if (!this.definitions.has(route)) {
      this.definitions.set(route, this.box.pageOf(route));
    }
    const definition = this.definitions.get(route);
    const query = Object.fromEntries((url.split('?')[1] ?? '').split('&').filter(Boolean).map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]));
    const instance: PageInstance = Object.assign(Object.create(null), definition, { route, __route__: route, is: route, options: query, data: structuredClone(definition?.['data'] ?? {}), selectComponent: () => null, getOpenerEventChannel: () => ({ on() {}, emit() {} }) });
    const view = new View(route, instance, this.compiled, this.errors, () => this.settle());
    instance.setData = (patch, done) => {
      // Across the bridge only JSON travels.
      const json = JSON.stringify(patch);
      const bytes = Buffer.byteLength(json), seen = this.trafficOf(route);
      seen.calls += 1;
      seen.bytes += bytes;
      seen.largest = Math.max(seen.largest, bytes);
      if (bytes > 1024 * 1024) this.errors.push(new Error(`${route}: setData of ${bytes} bytes`));
      const received = JSON.parse(json) as Record<string, unknown>;
      for (const [key, value] of Object.entries(received)) write(instance.data, key, value);
      view.update(received);
      queueMicrotask(() => done?.call(instance));
    };
    this.trafficOf(route).opened += 1;
    return { route, url, instance, view };
  }
  private trafficOf(route: string) {
    const known = this.traffic.get(route) ?? { opened: 0, calls: 0, bytes: 0, largest: 0 };
    this.traffic.set(route, known);
    return known;
  }
  private drop(opened: Opened | undefined): void {
    if (!opened) return;
    opened.instance.onUnload?.();
    opened.view.remove();
  }
  private pop(count: number): void {
    for (let i = 0; i < count && this.stack.length > 1; i++) this.drop(this.stack.pop());
    this.stack.at(-1)?.instance.onShow?.();
  }
  /** Navigation takes turns, as it does in WeChat. */
  private turn(name: string, options: any, work: () => Promise<void>): void {
    const done = this.opening.then(work).then(() => succeed(options, name), (error: Error) => { this.errors.push(error); options?.fail?.({ errMsg: `${name}:fail ${error.message}` }); options?.complete?.({}); });
    this.opening = done;
    this.pending.add(done);
    void done.finally(() => this.pending.delete(done));
  }
  private routing(): Fakes {
    const to = (name: string, how: 'push' | 'replace' | 'tab' | 'launch'): WxFunction => (options) => this.turn(name, options, () => this.showWithoutWaiting(options.url, how));
    return {
      navigateTo: to('navigateTo', 'push'), redirectTo: to('redirectTo', 'replace'), switchTab: to('switchTab', 'tab'), reLaunch: to('reLaunch', 'launch'),
      navigateBack: (options) => this.turn('navigateBack', options, async () => this.pop(options?.delta ?? 1)),
    };
  }
  // Inside a turn, waiting for "everything pending" would wait for itself.
  private async showWithoutWaiting(url: string, how: 'push' | 'replace' | 'tab' | 'launch'): Promise<void> {
    const settle = this.settle;
    this.settle = async () => pause(5);
    try { await this.show(url, how); } finally { this.settle = settle; }
  }
}

const routeOf = (url: string): string => (url.split('?')[0] ?? '').replace(/^\//, '');
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
