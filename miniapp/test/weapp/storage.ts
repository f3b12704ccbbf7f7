import { failWith, succeed, type Fakes } from './calls.ts';

/** WeChat's limits, in bytes of UTF-16 text as it counts them; encrypted text grows, so that less of it fits. */
const KB = 1024, PER_KEY = 1024 * KB, ALL = 10 * 1024 * KB, ENCRYPTED_PER_KEY = Math.floor(0.7 * 1024 * KB), ENCRYPTED_ALL = Math.floor(7.1 * 1024 * KB);
const sizeOf = (value: unknown): number => (JSON.stringify(value) ?? '').length;
const sizeOfAll = (map: Map<string, unknown>): number => [...map].reduce((sum, [key, value]) => sum + key.length + sizeOf(value), 0);

/**
 * wx.setStorage and its family: 1 MB for a key and 10 MB in all (0.7 and 7.1 where encrypted), and what was written encrypted is read only
 * with `encrypt`, which the synchronous calls do not know.
 */
export function storages(plain: Map<string, unknown>, vault: Map<string, unknown>): Fakes {
  const tooBig = (key: string, value: unknown, encrypted: boolean): string | null => {
    const [perKey, all] = encrypted ? [ENCRYPTED_PER_KEY, ENCRYPTED_ALL] : [PER_KEY, ALL];
    if (sizeOf(value) > perKey) return 'entry size limit reached';
    return sizeOfAll(plain) + sizeOfAll(vault) - sizeOf((encrypted ? vault : plain).get(key)) + sizeOf(value) > all ? 'exceed storage max size 10Mb' : null;
  };
  const put = (key: string, value: unknown, encrypted: boolean): string | null => {
    const why = tooBig(key, value, encrypted);
    if (why) return why;
    // One key holds one thing, encrypted or not.
    (encrypted ? plain : vault).delete(key);
    (encrypted ? vault : plain).set(key, structuredClone(value));
    return null;
  };
  const drop = (key: string): void => { plain.delete(key); vault.delete(key); };
  const info = () => ({ keys: [...plain.keys(), ...vault.keys()], currentSize: Math.ceil((sizeOfAll(plain) + sizeOfAll(vault)) / KB), limitSize: ALL / KB });
  return {
    getStorageSync: (key: any) => (vault.has(key) ? `cipher of ${key}` : structuredClone(plain.get(key) ?? '')),
    setStorageSync: ((key: any, value: any, ...more: unknown[]) => {
      if (more.length > 0) throw new Error('setStorageSync: takes a key and a value');
      const why = put(key, value, false);
      if (why) throw new Error(`setStorageSync:fail ${why}`);
    }) as never,
    removeStorageSync: (key: any) => drop(key),
    clearStorageSync: () => { plain.clear(); vault.clear(); },
    getStorageInfoSync: info,
    getStorageInfo: (options) => succeed(options, 'getStorageInfo', info()),
    getStorage: (options) => {
      const from = options.encrypt ? vault : plain;
      if (from.has(options.key)) succeed(options, 'getStorage', { data: structuredClone(from.get(options.key)) });
      else failWith(options, 'getStorage:fail data not found');
    },
    setStorage: (options) => {
      const why = put(options.key, options.data, options.encrypt === true);
      if (why) failWith(options, `setStorage:fail ${why}`);
      else succeed(options, 'setStorage');
    },
    removeStorage: (options) => { drop(options.key); succeed(options, 'removeStorage'); },
    clearStorage: (options) => { plain.clear(); vault.clear(); succeed(options, 'clearStorage'); },
  };
}
