import { useEffect, useSyncExternalStore } from 'react';
import { Box } from './base';
import { Press } from './press';

interface Undoable { id: number; text: string; undo: () => void }
let current: Undoable | null = null;
let count = 0;
const listeners = new Set<() => void>();
const show = (next: Undoable | null) => { current = next; for (const listener of [...listeners]) listener(); };
const subscribe = (listener: () => void) => { listeners.add(listener); return () => void listeners.delete(listener); };

const SHOWN_MS = 8000;
/** Says that something was done and lets it be taken back for eight seconds. Better than asking beforehand, where it can be undone. */
export const offerUndo = (text: string, undo: () => void): void => show({ id: ++count, text, undo });

export function SnackbarHost() {
  const item = useSyncExternalStore(subscribe, () => current, () => current);
  useEffect(() => {
    if (!item) return;
    const timer = setTimeout(() => { if (current?.id === item.id) show(null); }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [item]);
  return (
    <Box className='x-snack-place' live='polite'>
      {item ? (
        <Box className='x-snack'>
          <Box className='x-snack__text'>{item.text}</Box>
          <Press className='x-snack__b' onPress={() => { show(null); item.undo(); }}>撤销</Press>
        </Box>
      ) : null}
    </Box>
  );
}
