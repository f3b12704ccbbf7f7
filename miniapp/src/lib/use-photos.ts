import type { LocalFile, UploadView } from '@xianfeng/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api';
import { choosePhotos } from '../platform/files';
import { newKey } from './use-action';
import { sayError } from './use-load';

/** A photo that the server has; what a draft keeps. */
export interface SentPhoto { id: number; thumbUrl: string }
/** One photo on its way: kept by `key`; `id` is there once the server has it. */
export interface Photo { key: string; src: string; sent: SentPhoto | null; state: 'sending' | 'sent' | 'failed'; why: string | null }

/**
 * Photos of a form. Each is sent by itself as soon as it is chosen and can be tried again by itself: a photo that fails
 * never holds up the form. `ids` are those that arrived; `onChange` hears of them, for the draft.
 */
export function usePhotos(start: readonly SentPhoto[] = [], onChange?: (sent: SentPhoto[]) => void) {
  const [photos, setPhotos] = useState<Photo[]>(() => start.map((photo) => ({ key: `u${photo.id}`, src: photo.thumbUrl, sent: { id: photo.id, thumbUrl: photo.thumbUrl }, state: 'sent', why: null })));
  const files = useRef(new Map<string, LocalFile>());
  const patch = (key: string, part: Partial<Photo>) => setPhotos((all) => all.map((photo) => (photo.key === key ? { ...photo, ...part } : photo)));
  const sent = photos.flatMap((photo) => (photo.sent ? [photo.sent] : []));
  const ids = sent.map((photo) => photo.id);

  const told = useRef(onChange);
  told.current = onChange;
  const touched = useRef(false);
  useEffect(() => { if (touched.current) told.current?.(sent); }, [ids.join()]);

  const send = useCallback(async (key: string) => {
    const file = files.current.get(key);
    if (!file) return;
    patch(key, { state: 'sending', why: null });
    try {
      const { id, thumbUrl }: UploadView = await api.uploads.photo(file, key);
      touched.current = true;
      patch(key, { state: 'sent', sent: { id, thumbUrl } });
    } catch (error) {
      patch(key, { state: 'failed', why: sayError(error) });
    }
  }, []);
  const add = useCallback(async (room: number) => {
    for (const file of await choosePhotos(room)) {
      const key = newKey();
      files.current.set(key, file);
      setPhotos((all) => [...all, { key, src: file.path ?? '', sent: null, state: 'sending', why: null }]);
      void send(key);
    }
  }, [send]);
  const remove = useCallback((key: string) => { touched.current = true; files.current.delete(key); setPhotos((all) => all.filter((photo) => photo.key !== key)); }, []);
  return { photos, ids, sending: photos.some((photo) => photo.state === 'sending'), add, retry: send, remove };
}
