/**
 * Every function of wx that the mini-program may call, and of which kind it is. What is not here may not be called: a test looks through the
 * built scripts, and each story through what was called. Ours: in our own scripts. Taro's: in the runtime that Taro brings, at every start.
 */
export const DECLARED = {
  network: ['request', 'uploadFile', 'downloadFile'],
  storage: ['getStorageSync', 'setStorageSync', 'removeStorageSync', 'getStorageInfoSync', 'getStorage', 'setStorage', 'removeStorage', 'getFileSystemManager'],
  pages: ['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack', 'getCurrentPages', 'setNavigationBarTitle', 'stopPullDownRefresh'],
  words: ['showToast', 'showModal', 'showActionSheet'],
  /** WeChat asks for privacy consent first; docs/privacy.md names what each is for. */
  privacy: ['chooseMedia', 'chooseMessageFile', 'setClipboardData', 'getPrivacySetting', 'openPrivacyContract', 'onNeedPrivacyAuthorization'],
  device: ['login', 'scanCode', 'makePhoneCall', 'previewImage', 'openDocument', 'setKeepScreenOn', 'requestSubscribeMessage'],
  news: ['onAppShow', 'onAppHide', 'onNetworkStatusChange', 'getNetworkType', 'onThemeChange', 'getSystemInfoSync', 'getAppBaseInfo', 'getLaunchOptionsSync', 'getEnterOptionsSync'],
} as const satisfies Record<string, readonly string[]>;
/** Called by Taro's runtime itself, whatever we do. */
export const TAROS = ['canIUse', 'getSystemInfoSync', 'getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo', 'getLaunchOptionsSync', 'getEnterOptionsSync', 'onWindowResize', 'nextTick', 'cloud'] as const;

/** The one origin that requests may name; the owner builds his own in (TARO_APP_API). */
export const ORIGIN = new URL(process.env['TARO_APP_API'] || 'http://127.0.0.1:8080').origin;
/** Addresses that stand in the built files without ever being asked: names of XML languages, and where libraries explain their own errors. */
export const NAMES_ONLY = ['http://www.w3.org', 'https://reactjs.org', 'https://taro.com'] as const;

const known = new Set<string>([...Object.values(DECLARED).flat(), ...TAROS]);
export const undeclared = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => !known.has(name));
