import Taro from '@tarojs/taro';

export const plain = {
  get: (key: string): unknown => Taro.getStorageSync(key),
  set: (key: string, value: unknown): void => Taro.setStorageSync(key, value),
  remove: (key: string): void => Taro.removeStorageSync(key),
  keys: (): string[] => Taro.getStorageInfoSync().keys,
};
const kept = (key: string): unknown => { const value: unknown = Taro.getStorageSync(key); return value === '' ? null : value; };
/** A browser keeps what belongs to our origin apart by itself and knows no other lock. */
export const vault = {
  isEncrypted: false,
  now: (key: string): unknown => kept(key),
  read: async (key: string): Promise<unknown> => kept(key),
  write: async (key: string, value: unknown): Promise<void> => { try { Taro.setStorageSync(key, value); } catch { /* full: this visit still has it in memory */ } },
  remove: async (key: string): Promise<void> => Taro.removeStorageSync(key),
};
