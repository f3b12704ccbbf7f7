import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Fakes } from './calls.ts';

/** What a script of the package must not find: WeChat's logic runs in no browser and in no Node. */
const HIDDEN = 'window,document,frames,self,location,navigator,localStorage,history,XMLHttpRequest,WebSocket,fetch,process';
interface Notes { /** Every call of wx, in order. */ calls: { name: string; args: unknown[] }[]; errors: unknown[]; pages: () => unknown[] }

/** Where the scripts of a package run: only what WeChat gives them, no code from text, and WeChat's own module system. */
export class Sandbox {
  /** What the package handed to App(). */ app: any = null;
  private page: Record<string, unknown> | null = null;
  private readonly modules = new Map<string, { exports: any }>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly context: vm.Context;
  private readonly dist: string;

  constructor(dist: string, first: string, fakes: Fakes, notes: Notes) {
    this.dist = dist;
    this.context = vm.createContext(this.globals(first, fakes, notes), { codeGeneration: { strings: false, wasm: false } });
  }
  /** What a page's script hands to Page(). */
  pageOf(route: string): Record<string, unknown> {
    this.page = null;
    this.require(`${route}.js`);
    if (!this.page) throw new Error(`${route}.js did not call Page()`);
    return this.page;
  }
  /** Every file is a function of require, module, exports and the names it must not see. */
  require(file: string): any {
    const name = path.posix.normalize(file.endsWith('.js') ? file : `${file}.js`);
    const known = this.modules.get(name);
    if (known) return known.exports;
    const module: { exports: any } = { exports: {} };
    this.modules.set(name, module);
    const full = path.join(this.dist, name);
    if (!existsSync(full)) throw new Error(`${name} is not in the package`);
    const run = vm.runInContext(`(function(require,module,exports,${HIDDEN}){${readFileSync(full, 'utf8')}\n})`, this.context, { filename: full }) as (require: (to: string) => unknown, module: { exports: any }, exports: any) => void;
    run((to) => this.require(path.posix.join(path.posix.dirname(name), to)), module, module.exports);
    return module.exports;
  }
  stop(): void { for (const timer of this.timers) clearTimeout(timer); }

  private globals(first: string, fakes: Fakes, { calls, errors, pages }: Notes): Record<string, unknown> {
    const start = (set: (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => NodeJS.Timeout) => (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const timer = set((...given) => { try { work(...given); } catch (error) { errors.push(error); } }, ms, ...args);
      this.timers.add(timer);
      return timer;
    };
    const stop = (clear: (timer: NodeJS.Timeout) => void) => (timer: NodeJS.Timeout) => { this.timers.delete(timer); clear(timer); };
    const log = { log() {}, info() {}, debug() {}, warn() {}, error: (...args: unknown[]) => void errors.push(args.length === 1 ? args[0] : args) };
    return {
      console: log, setTimeout: start(setTimeout), clearTimeout: stop(clearTimeout), setInterval: start(setInterval), clearInterval: stop(clearInterval), queueMicrotask,
      wx: recorder(first, fakes, calls), App: (app: unknown) => { this.app = app; }, getApp: () => this.app, getCurrentPages: pages,
      Page: (page: Record<string, unknown>) => { this.page = page; }, Component: () => undefined, Behavior: (behaviour: unknown) => behaviour,
      global: {}, __wxConfig: {}, __wxAppCode__: {},
    };
  }
}

/** The functions of wx, each of them noted when called. */
function recorder(first: string, fakes: Fakes, calls: Notes['calls']): object {
  const launch = () => ({ path: first, query: {}, scene: 1001, referrerInfo: {} });
  const wx: Record<string, unknown> = { ...fakes, getLaunchOptionsSync: launch, getEnterOptionsSync: launch, env: { USER_DATA_PATH: 'wxfile://usr' } };
  for (const [name, fake] of Object.entries(wx)) {
    if (typeof fake !== 'function') continue;
    const run = fake as (...all: unknown[]) => unknown;
    wx[name] = (...args: unknown[]) => {
      calls.push({ name, args });
      const [options] = args;
      if (args.length !== 1 || typeof options !== 'object' || options === null || 'success' in options || 'fail' in options) return run(...args);
      // Called without callbacks, WeChat gives a promise.
      let given: unknown;
      const promise = new Promise((resolve, reject) => { given = run({ ...options, success: resolve, fail: reject }); });
      promise.catch(() => undefined);
      return given ?? promise;
    };
  }
  return wx;
}
