import { readFileSync } from 'node:fs';

/** What WeChat hands to success, fail and complete. */
interface Callbacks { success?: (result: unknown) => void; fail?: (error: { errMsg: string }) => void; complete?: (result: unknown) => void }
export type WxFunction = (options: any) => unknown;
export type Fakes = Record<string, WxFunction>;

const later = (work: () => void): void => queueMicrotask(work);
/** Calls back with success, as WeChat does: after the call has returned. */
export const succeed = (options: Callbacks | undefined, name: string, result: object = {}): void => later(() => {
  const full = { errMsg: `${name}:ok`, ...result };
  options?.success?.(full);
  options?.complete?.(full);
});
const failWith = (options: Callbacks | undefined, errMsg: string): void => later(() => {
  options?.fail?.({ errMsg });
  options?.complete?.({ errMsg });
});
/** A fake that answers with a result. */
export const answers = (name: string, result: object): WxFunction => (options) => succeed(options, name, result);
/** A fake for somebody who says no: 'scanCode:fail cancel', 'chooseMedia:fail auth deny'. */
export const refuses = (name: string, why = 'cancel'): WxFunction => (options) => failWith(options, `${name}:fail ${why}`);

/** WeChat's wx.request knows these methods and no other. */
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];

const headersOf = (answer: Response): Record<string, string> => Object.fromEntries(answer.headers.entries());
const moved = (url: string, server: string): string => server + new URL(url).pathname + new URL(url).search;
const task = () => ({ abort() {}, onHeadersReceived() {}, offHeadersReceived() {}, onProgressUpdate() {}, offProgressUpdate() {}, onChunkReceived() {}, offChunkReceived() {} });

/**
 * wx.request and wx.uploadFile, bridged to a real server on this machine. The origin that was built in is replaced by
 * `server`; without one every call fails as it does without a network. `files` holds what wxfile:// paths mean.
 */
export function network(server: () => string | null, pending: Set<Promise<unknown>>, files: Map<string, Uint8Array>): Fakes {
  const run = (work: Promise<void>) => { pending.add(work); void work.finally(() => pending.delete(work)); return task(); };
  return {
    request: (options) => {
      const method = String(options.method ?? 'GET').toUpperCase();
      if (!METHODS.includes(method)) { failWith(options, `request:fail method is invalid: ${method}`); return task(); }
      const origin = server();
      if (!origin) { failWith(options, 'request:fail'); return task(); }
      return run((async () => {
        try {
          const hasBody = options.data !== undefined && method !== 'GET';
          const answer = await fetch(moved(options.url, origin), { method, headers: options.header, ...(hasBody ? { body: typeof options.data === 'string' ? options.data : JSON.stringify(options.data) } : {}) });
          const text = await answer.text();
          let data: unknown = text;
          try { data = JSON.parse(text); } catch { /* WeChat, too, hands over what it cannot read as text */ }
          succeed(options, 'request', { statusCode: answer.status, data, header: headersOf(answer), cookies: [] });
        } catch {
          failWith(options, 'request:fail');
        }
      })());
    },
    uploadFile: (options) => {
      const origin = server();
      const bytes = files.get(options.filePath);
      if (!origin || !bytes) { failWith(options, bytes ? 'uploadFile:fail' : 'uploadFile:fail file not found'); return task(); }
      return run((async () => {
        try {
          const form = new FormData();
          form.append(options.name, new Blob([new Uint8Array(bytes)]), options.fileName ?? options.filePath.split('/').pop());
          const answer = await fetch(moved(options.url, origin), { method: 'POST', headers: options.header, body: form });
          succeed(options, 'uploadFile', { statusCode: answer.status, data: await answer.text() });
        } catch {
          failWith(options, 'uploadFile:fail');
        }
      })());
    },
  };
}

const PHONE = {
  SDKVersion: '3.7.0', platform: 'ios', system: 'iOS 17.0', brand: 'iPhone', model: 'iPhone', pixelRatio: 3, windowWidth: 390, windowHeight: 750, screenWidth: 390, screenHeight: 844, statusBarHeight: 47,
  language: 'zh_CN', version: '8.0.50', fontSizeSetting: 16, theme: 'light', safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
};

/** A phone that says yes to everything. Tests override single functions. */
export function phone(storage: Map<string, unknown>, files: Map<string, Uint8Array>): Fakes {
  const silent = (name: string): WxFunction => (options) => succeed(options, name);
  const nothing = (): void => undefined;
  const picture = 'wxfile://tmp/photo.jpg';
  if (!files.has(picture)) files.set(picture, new Uint8Array([0xff, 0xd8, 0xff, 0xd9]));
  const quiet = ['hideToast', 'hideLoading', 'showLoading', 'showToast', 'stopPullDownRefresh', 'startPullDownRefresh', 'setNavigationBarTitle', 'setNavigationBarColor', 'pageScrollTo', 'checkSession', 'makePhoneCall', 'setClipboardData', 'previewImage', 'setKeepScreenOn', 'vibrateShort', 'requirePrivacyAuthorize', 'openDocument', 'setTabBarBadge', 'removeTabBarBadge', 'showTabBarRedDot', 'hideTabBarRedDot', 'showShareMenu'];
  const listen = ['onNetworkStatusChange', 'offNetworkStatusChange', 'onAppShow', 'offAppShow', 'onAppHide', 'offAppHide', 'onError', 'onUnhandledRejection', 'onPageNotFound', 'onThemeChange', 'onMemoryWarning', 'onKeyboardHeightChange', 'offKeyboardHeightChange', 'onNeedPrivacyAuthorization', 'onWindowResize', 'offWindowResize', 'reportPerformance'];
  return {
    ...Object.fromEntries(quiet.map((name) => [name, silent(name)])),
    ...Object.fromEntries(listen.map((name) => [name, nothing])),
    ...Object.fromEntries(['getSystemInfoSync', 'getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo', 'getSystemSetting', 'getAppAuthorizeSetting'].map((name) => [name, () => PHONE])),
    getSystemInfo: answers('getSystemInfo', PHONE),
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    canIUse: () => true,
    nextTick: (work: any) => later(work),
    getStorageSync: (key: any) => storage.get(key) ?? '',
    setStorageSync: ((key: any, value: any) => void storage.set(key, structuredClone(value))) as WxFunction,
    removeStorageSync: (key: any) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10240 }),
    getNetworkType: answers('getNetworkType', { networkType: 'wifi' }),
    login: answers('login', { code: 'WX-CODE' }),
    showModal: answers('showModal', { confirm: true, cancel: false }),
    showActionSheet: answers('showActionSheet', { tapIndex: 0 }),
    scanCode: answers('scanCode', { result: 'CODE', scanType: 'QR_CODE' }),
    chooseMedia: answers('chooseMedia', { type: 'image', tempFiles: [{ tempFilePath: picture, size: files.get(picture)?.length ?? 0, fileType: 'image' }] }),
    chooseMessageFile: refuses('chooseMessageFile'),
    downloadFile: refuses('downloadFile', 'no network'),
    requestSubscribeMessage: (options) => succeed(options, 'requestSubscribeMessage', Object.fromEntries((options.tmplIds ?? []).map((id: string) => [id, 'accept']))),
    getPrivacySetting: answers('getPrivacySetting', { needAuthorization: false, privacyContractName: '' }),
    getSetting: answers('getSetting', { authSetting: {} }),
    getUpdateManager: () => ({ onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: nothing }),
    getLogManager: () => console,
    getRealtimeLogManager: () => console,
    getPerformance: () => ({ createObserver: () => ({ observe: nothing, disconnect: nothing }) }),
    getFileSystemManager: () => ({ readFileSync: (path: string) => readFileSync(path) }),
    createIntersectionObserver: () => ({ relativeTo() { return this; }, relativeToViewport() { return this; }, observe: nothing, disconnect: nothing }),
    createSelectorQuery: () => {
      const query: any = { in: () => query, select: () => query, selectAll: () => query, selectViewport: () => query, boundingClientRect: () => query, scrollOffset: () => query, fields: () => query, node: () => query, context: () => query, exec: (done?: (results: unknown[]) => void) => later(() => done?.([])) };
      return query;
    },
  };
}
