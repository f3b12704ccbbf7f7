import { useState } from 'react';
import type { Photo } from '../lib/use-photos';
import { previewPhotos } from '../platform/files';
import { Box, Picture, Text } from './base';
import { Icon } from './icon';
import { Press } from './press';

/** Photos to look at; a tap shows one large. */
export function PhotoGrid({ photos, label = '照片' }: { photos: readonly { id: number; url: string; thumbUrl: string; /** Others do not see it yet. */ waiting?: boolean }[]; label?: string }) {
  const [broken, setBroken] = useState<readonly number[]>([]);
  if (photos.length === 0) return null;
  const urls = photos.map((photo) => photo.url);
  return (
    <Box className='x-photos' role='group' label={label}>
      {photos.map((photo, i) => (
        <Press key={photo.id} className='x-photo' label={`${broken.includes(photo.id) ? '未能显示' : '看大图'}：第 ${i + 1} 张，共 ${photos.length} 张${photo.waiting ? '，待核对，别人还看不到' : ''}`} onPress={() => previewPhotos(urls, photo.url)}>
          {broken.includes(photo.id)
            ? <Box className='x-photo__gone' decorative><Icon name='image' /><Text size='xs' tone='faint'>未能显示</Text></Box>
            : <Picture src={photo.thumbUrl} alt='' className='x-photo__img' onError={() => setBroken((ids) => [...ids, photo.id])} />}
          {photo.waiting ? <Box className='x-photo__mark' decorative>待核对</Box> : null}
        </Press>
      ))}
    </Box>
  );
}
export interface PhotoPickerProps { photos: readonly Photo[]; max?: number; onAdd: (room: number) => void; onRetry: (key: string) => void; onRemove: (key: string) => void }
/** Photos of a form, from usePhotos. Each shows how it fares and can be tried again or taken out. */
export function PhotoPicker({ photos, max = 9, onAdd, onRetry, onRemove }: PhotoPickerProps) {
  const room = max - photos.length;
  return (
    <Box className='x-photos'>
      {photos.map((photo, i) => (
        <Box key={photo.key} className='x-photo'>
          <Picture src={photo.src} alt={`第 ${i + 1} 张照片`} className='x-photo__img' />
          {photo.state === 'sending' ? <Box className='x-photo__veil' role='status'><Box className='x-spin' decorative /><Text size='xs'>正在上传</Text></Box> : null}
          {photo.state === 'failed' ? (
            <Press className='x-photo__veil x-photo__veil--bad' label={`第 ${i + 1} 张没传成，${photo.why ?? ''}，点此重传`} onPress={() => onRetry(photo.key)}>
              <Icon name='refresh' /><Text size='xs'>点此重传</Text>
            </Press>
          ) : null}
          <Press className='x-photo__x' label={`去掉第 ${i + 1} 张照片`} onPress={() => onRemove(photo.key)}><Box as='span' className='x-photo__dot'><Icon name='close' size='sm' /></Box></Press>
        </Box>
      ))}
      {room > 0 ? (
        <Press className='x-photo x-photo--add' label={`添加照片，已有 ${photos.length}/${max} 张`} onPress={() => onAdd(room)}>
          <Icon name='camera' /><Text size='xs' tone='soft'>{photos.length}/{max}</Text>
        </Press>
      ) : null}
    </Box>
  );
}
