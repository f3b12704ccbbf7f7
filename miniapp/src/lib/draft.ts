import Taro from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';

const PREFIX = 'draft:';

/**
 * A form's content that survives a reload, a phone call and a dead battery. `name` says whose draft it is
 * ('log:claim:12'). `clear` when it was sent.
 */
export function useDraft<T extends object>(name: string, empty: T): { value: T; set: (part: Partial<T>) => void; clear: () => void; /** Something was kept from before. */ restored: boolean } {
  const key = PREFIX + name;
  const [start] = useState(() => {
    const kept: unknown = Taro.getStorageSync(key);
    return kept && typeof kept === 'object' ? { value: { ...empty, ...(kept as Partial<T>) }, restored: true } : { value: empty, restored: false };
  });
  const [value, setValue] = useState<T>(start.value);
  const touched = useRef(false);
  useEffect(() => { if (touched.current) Taro.setStorageSync(key, value); }, [key, value]);
  const set = useCallback((part: Partial<T>) => { touched.current = true; setValue((old) => ({ ...old, ...part })); }, []);
  const clear = useCallback(() => { touched.current = false; Taro.removeStorageSync(key); setValue(empty); }, [key]);
  return { value, set, clear, restored: start.restored };
}
