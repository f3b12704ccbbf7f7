import { UPLOAD_LIMITS, type LocalFile } from '@xianfeng/shared';
import Taro from '@tarojs/taro';
import { fileUrl } from '../lib/file-url';
import { queue } from '../lib/queue';
import { sayUnlessCancelled, toast } from './feedback';
import { withPrivacy } from './privacy';

export interface Sending { url: string; file: LocalFile; header: Record<string, string>; timeout: number }

const parse = (text: string): unknown => { try { return JSON.parse(text); } catch { return null; } };
const nameOf = (path: string): string => path.split('/').pop() ?? 'file';

/** Sends one file as multipart/form-data, field `file`. */
export async function sendFile({ url, file, header, timeout }: Sending): Promise<{ statusCode: number; data: unknown; header?: Record<string, unknown> }> {
  const answer = await Taro.uploadFile({ url, filePath: file.path ?? '', name: 'file', fileName: file.name, header, timeout });
  return { statusCode: answer.statusCode, data: parse(answer.data), header: (answer as { header?: Record<string, unknown> }).header };
}
/** Can a chosen file be kept until the next start of the app? */
export const canKeepFiles = true;
/** Copies a chosen file to where it stays; null when the phone has no room for it. */
export const keepFile = (file: LocalFile): Promise<LocalFile | null> => new Promise((resolve) => {
  Taro.getFileSystemManager().saveFile({ tempFilePath: file.path ?? '', success: ({ savedFilePath }) => resolve({ name: file.name, path: savedFilePath }), fail: () => resolve(null) });
});
export const dropFile = (path: string): Promise<void> => new Promise((resolve) => {
  Taro.getFileSystemManager().removeSavedFile({ filePath: path, success: () => resolve(), fail: () => resolve() });
});
/** Photos from the camera or the album, at most `count`; none when the reader turned away or refused. */
export async function choosePhotos(count: number): Promise<LocalFile[]> {
  try {
    const picked = await withPrivacy('chooseMedia', () => Taro.chooseMedia({ count: Math.min(count, 9), mediaType: ['image'], sizeType: ['compressed'], sourceType: ['album', 'camera'] }), null);
    if (!picked) return [];
    const fits = picked.tempFiles.filter((file) => file.size <= UPLOAD_LIMITS.photoMb * 1024 * 1024), tooBig = picked.tempFiles.length - fits.length;
    if (tooBig > 0) toast(`${tooBig} 张照片超过 ${UPLOAD_LIMITS.photoMb} MB，没有加上`);
    return fits.map((file) => ({ name: nameOf(file.tempFilePath), path: file.tempFilePath }));
  } catch (error) {
    sayUnlessCancelled(error, '打不开相册，请在手机设置里允许微信用照片');
    return [];
  }
}
/** An Excel file out of a chat: WeChat has no other way to a file. */
export async function chooseSheet(): Promise<LocalFile | null> {
  try {
    const picked = await withPrivacy('chooseMessageFile', () => Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'xls', 'csv'] }), null), file = picked?.tempFiles[0];
    return file ? { name: file.name, path: file.path } : null;
  } catch (error) {
    sayUnlessCancelled(error, '打不开聊天里的文件，请升级微信后再试');
    return null;
  }
}
/** Shows photos large, beginning with one of them. */
export const previewPhotos = (urls: string[], current: string): void => void Taro.previewImage({ urls: urls.map(fileUrl), current: fileUrl(current) }).catch((error: unknown) => sayUnlessCancelled(error, '图片暂时打不开，请稍后再试'));
/** Opens a file of the server: downloads it and hands it to WeChat's own viewer, from where it can be saved or sent. */
export async function openFile(url: string, header: Record<string, string>): Promise<boolean> {
  try {
    const { tempFilePath, statusCode } = await queue.run('download', () => Promise.resolve(Taro.downloadFile({ url, header })));
    if (statusCode !== 200) return false;
    await Taro.openDocument({ filePath: tempFilePath, showMenu: true });
    return true;
  } catch {
    return false;
  }
}
/** Opens a document by an address that carries its own permission. `name` with its ending: WeChat chooses the viewer by it. */
export async function openDocument(url: string, name: string): Promise<boolean> {
  const fileType = name.slice(name.lastIndexOf('.') + 1) as 'pdf' | 'xlsx';
  try {
    const filePath = `${Taro.env.USER_DATA_PATH ?? ''}/${name.replace(/[\\/:*?"<>|]/g, ' ')}`;
    const { statusCode } = await queue.run('download', () => Promise.resolve(Taro.downloadFile({ url: fileUrl(url), filePath })));
    if (statusCode !== 200) return false;
    await Taro.openDocument({ filePath, fileType, showMenu: true });
    return true;
  } catch {
    return false;
  }
}
