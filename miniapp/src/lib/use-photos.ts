import { ApiError, type LocalFile, type UploadView } from '@xianfeng/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api';
import { choosePhotos } from '../platform/files';
import { life } from '../platform/life';
import { isSettled } from './intents';
import { pending } from './pending';
import { newKey } from './use-action';
import { sayError } from './use-load';

/** A photo that the server has; what a draft keeps. */
export interface SentPhoto { id: number; thumbUrl: string }
/** One photo on its way: kept by `key`; `id` is there once the server has it. */
export interface Photo { key: string; src: string; sent: SentPhoto | null; state: 'sending' | 'sent' | 'failed'; why: string | null }

/**
 * Photos of a form. Each is sent by itself as soon as it is chosen and can be tried again by itself: a photo that fails
 * never holds up the form. `ids` are those that arrived; `onChange` hears of them, for the draft. With the name of the draft (`form`) what
 * did not arrive is kept with its key: it goes out again when the app comes back, the network comes back, or the form is opened again.
 */
export function usePhotos(start: readonly SentPhoto[] = [], onChange?: (sent: SentPhoto[]) => void, form?: string) {
  const [left] = useState(() => (form ? pending.of(form) : []));
  const [photos, setPhotos] = useState<Photo[]>(() => [
    ...start.map((photo): Photo => ({ key: `u${photo.id}`, src: photo.thumbUrl, sent: { id: photo.id, thumbUrl: photo.thumbUrl }, state: 'sent', why: null })),
    ...left.map((one): Photo => ({ key: one.key, src: one.path, sent: null, state: 'sending', why: null })),
  ]);
  const files = useRef(new Map<string, LocalFile>(left.map((one) => [one.key, { name: one.name, path: one.path }])));
  /** Broke off for want of a network, not refused. */
  const broken = useRef(new Set<string>());
  const patch = (key: string, part: Partial<Photo>) => setPhotos((all) => all.map((photo) => (photo.key === key ? { ...photo, ...part } : photo)));
  const sent = photos.flatMap((photo) => (photo.sent ? [photo.sent] : []));
  const ids = sent.map((photo) => photo.id);

  const told = useRef(onChange);
  told.current = onChange;
  const touched = useRef(false);
  const alive = useRef(true);
  useEffect(() => { if (touched.current) told.current?.(sent); }, [ids.join()]);

  const send = useCallback(async (key: string) => {
    const file = files.current.get(key);
    if (!file) return;
    broken.current.delete(key);
    patch(key, { state: 'sending', why: null });
    try {
      const { id, thumbUrl }: UploadView = await api.uploads.photo(file, key);
      // Nobody is there any more to write it into the draft: it stays on the list, and the same key brings the same photo next time.
      if (!alive.current) return;
      touched.current = true;
      pending.done(key);
      patch(key, { state: 'sent', sent: { id, thumbUrl } });
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) broken.current.add(key);
      else if (error instanceof ApiError && isSettled(error.status)) pending.refuse(key);
      patch(key, { state: 'failed', why: sayError(error) });
    }
  }, []);
  const add = useCallback(async (room: number) => {
    for (const chosen of await choosePhotos(room)) {
      const key = newKey();
      files.current.set(key, chosen);
      setPhotos((all) => [...all, { key, src: chosen.path ?? '', sent: null, state: 'sending', why: null }]);
      if (form) files.current.set(key, await pending.add(form, key, chosen));
      void send(key);
    }
  }, [send, form]);
  useEffect(() => {
    alive.current = true;
    for (const { key } of left) void send(key);
    const stop = life.onBack(() => { for (const key of [...broken.current]) void send(key); });
    return () => { alive.current = false; stop(); };
  }, [left, send]);
  const remove = useCallback((key: string) => { touched.current = true; files.current.delete(key); broken.current.delete(key); pending.done(key); setPhotos((all) => all.filter((photo) => photo.key !== key)); }, []);
  return { photos, ids, sending: photos.some((photo) => photo.state === 'sending'), add, retry: send, remove };
}
