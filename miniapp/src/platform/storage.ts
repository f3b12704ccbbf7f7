import Taro from '@tarojs/taro';

/** What is no secret: how big the letters are, drafts, what is under way. At once, in the clear. */
export const plain = {
  get: (key: string): unknown => Taro.getStorageSync(key),
  /** Where the storage is full or broken, what is in memory still serves this visit. */
  set(key: string, value: unknown): void { try { Taro.setStorageSync(key, value); } catch { /* said above */ } },
  remove: (key: string): void => Taro.removeStorageSync(key),
  keys: (): string[] => Taro.getStorageInfoSync().keys,
};
// Taro's types do not know it yet; both calls must say it, and only the asynchronous ones can.
const encrypt = { encrypt: true } as object;
/**
 * Secrets, encrypted by WeChat for this person on this phone: tokens, and lists with names. The only place that may hold them.
 * Reading is asynchronous here and at once on H5.
 */
export const vault = {
  /** What one may say of it. */
  isEncrypted: true,
  /** What is there without waiting; undefined: one has to wait. */
  now: (_key: string): unknown => undefined,
  async read(key: string): Promise<unknown> {
    try { return (await Taro.getStorage<unknown>({ key, ...encrypt })).data ?? null; } catch { return null; }
  },
  async write(key: string, value: unknown): Promise<void> {
    try { await Taro.setStorage({ key, data: value, ...encrypt }); } catch { /* a full or broken storage: what is in memory still serves this visit */ }
  },
  async remove(key: string): Promise<void> {
    try { await Taro.removeStorage({ key }); } catch { /* was not there */ }
  },
};
