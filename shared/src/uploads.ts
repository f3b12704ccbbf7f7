import type { PhotoRef } from './needs.ts';
export const UPLOAD_LIMITS = { photoMb: 10, sheetMb: 20, photoEdge: 1600, thumbEdge: 320 } as const;
export type UploadView = PhotoRef & { width: number; height: number };
