import { readFileSync } from 'node:fs';
import { answers, failWith, later, refuses, succeed, type Fakes, type WxFunction } from './calls.ts';

export { answers, hangs, refuses, succeed, type Fakes, type WxFunction } from './calls.ts';

const PHONE = {
  SDKVersion: '3.7.0', platform: 'ios', system: 'iOS 17.0', brand: 'iPhone', model: 'iPhone', pixelRatio: 3, windowWidth: 390, windowHeight: 750, screenWidth: 390, screenHeight: 844, statusBarHeight: 47,
  language: 'zh_CN', version: '8.0.50', fontSizeSetting: 16, theme: 'light', safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
};

/** What the app asked to be told of: wx.onAppHide(work) and its like. */
export class Ears {
  private readonly known = new Map<string, Set<(news: object) => void>>();
  on(name: string, work: (news: object) => void): void { this.known.set(name, (this.known.get(name) ?? new Set()).add(work)); }
  off(name: string, work?: (news: object) => void): void { if (work) this.known.get(name)?.delete(work); else this.known.delete(name); }
  tell(name: string, news: object = {}): void { for (const work of this.known.get(name) ?? []) work(news); }
}

/** A phone that says yes to everything. Tests override single functions. */
export function phone(files: Map<string, Uint8Array>, ears: Ears): Fakes {
  const silent = (name: string): WxFunction => (options) => succeed(options, name);
  const nothing = (): void => undefined;
  const picture = 'wxfile://tmp/photo.jpg';
  if (!files.has(picture)) files.set(picture, new Uint8Array([0xff, 0xd8, 0xff, 0xd9]));
  const quiet = ['hideToast', 'hideLoading', 'showLoading', 'showToast', 'stopPullDownRefresh', 'startPullDownRefresh', 'setNavigationBarTitle', 'setNavigationBarColor', 'pageScrollTo', 'checkSession', 'makePhoneCall', 'setClipboardData', 'previewImage', 'setKeepScreenOn', 'vibrateShort', 'requirePrivacyAuthorize', 'openDocument', 'setTabBarBadge', 'removeTabBarBadge', 'showTabBarRedDot', 'hideTabBarRedDot', 'showShareMenu', 'hideShareMenu', 'openSetting', 'openPrivacyContract', 'saveImageToPhotosAlbum', 'reportEvent'];
  const listen = ['NetworkStatusChange', 'NetworkWeakChange', 'AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'ThemeChange', 'MemoryWarning', 'KeyboardHeightChange', 'NeedPrivacyAuthorization', 'WindowResize', 'UserCaptureScreen'];
  return {
    ...Object.fromEntries(quiet.map((name) => [name, silent(name)])),
    ...Object.fromEntries(listen.flatMap((name) => [[`on${name}`, (work: any) => ears.on(name, work)], [`off${name}`, (work: any) => ears.off(name, work)]])),
    reportPerformance: nothing,
    ...Object.fromEntries(['getSystemInfoSync', 'getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo', 'getSystemSetting', 'getAppAuthorizeSetting'].map((name) => [name, () => PHONE])),
    getSystemInfo: answers('getSystemInfo', PHONE),
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    canIUse: () => true,
    nextTick: (work: any) => later(work),
    getNetworkType: answers('getNetworkType', { networkType: 'wifi' }),
    login: answers('login', { code: 'WX-CODE' }),
    showModal: answers('showModal', { confirm: true, cancel: false }),
    showActionSheet: answers('showActionSheet', { tapIndex: 0 }),
    scanCode: answers('scanCode', { result: 'CODE', scanType: 'QR_CODE' }),
    chooseMedia: answers('chooseMedia', { type: 'image', tempFiles: [{ tempFilePath: picture, size: files.get(picture)?.length ?? 0, fileType: 'image' }] }),
    chooseMessageFile: refuses('chooseMessageFile'),
    requestSubscribeMessage: (options) => succeed(options, 'requestSubscribeMessage', Object.fromEntries((options.tmplIds ?? []).map((id: string) => [id, 'accept']))),
    getPrivacySetting: answers('getPrivacySetting', { needAuthorization: false, privacyContractName: '' }),
    getSetting: answers('getSetting', { authSetting: {} }),
    getUpdateManager: () => ({ onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: nothing }),
    getLogManager: () => console,
    getRealtimeLogManager: () => console,
    getPerformance: () => ({ createObserver: () => ({ observe: nothing, disconnect: nothing }) }),
    getFileSystemManager: () => ({
      readFileSync: (path: string) => readFileSync(path),
      // What a page was given lies in a folder that WeChat empties; what is saved stays until it is removed. It moves: the old path is gone.
      saveFile: (options: any) => {
        const bytes = files.get(options.tempFilePath), to = `wxfile://store_${files.size}_${options.tempFilePath.split('/').pop()}`;
        if (!bytes) return failWith(options, 'saveFile:fail tempFilePath file not exist');
        if (options.tempFilePath !== picture) files.delete(options.tempFilePath);
        files.set(to, bytes);
        succeed(options, 'saveFile', { savedFilePath: to });
      },
      removeSavedFile: (options: any) => { if (files.delete(options.filePath)) succeed(options, 'removeSavedFile'); else failWith(options, 'removeSavedFile:fail file not exist'); },
    }),
    createIntersectionObserver: () => ({ relativeTo() { return this; }, relativeToViewport() { return this; }, observe: nothing, disconnect: nothing }),
    createSelectorQuery: () => {
      const query: any = { in: () => query, select: () => query, selectAll: () => query, selectViewport: () => query, boundingClientRect: () => query, scrollOffset: () => query, fields: () => query, node: () => query, context: () => query, exec: (done?: (results: unknown[]) => void) => later(() => done?.([])) };
      return query;
    },
  };
}
