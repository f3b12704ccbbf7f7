import type { FastifyRequest } from 'fastify';
import { UPLOAD_LIMITS } from '@xianfeng/shared';
import { AppError, fail } from '../../lib/errors.js';

/** The bytes of the one file of a multipart request. @throws FILE_MISSING, FILE_TOO_LARGE, FILE_BROKEN */
export async function receivePhoto(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw fail('FILE_MISSING');
  try {
    const part = await request.file({ limits: { fileSize: UPLOAD_LIMITS.photoMb * 1024 * 1024 } });
    const bytes = await part?.toBuffer();
    // Cut off with its last piece, a file may seem whole.
    if (part?.file.truncated) throw fail('FILE_TOO_LARGE', { mb: UPLOAD_LIMITS.photoMb });
    if (!bytes || bytes.length === 0) throw fail('FILE_MISSING');
    return bytes;
  } catch (e) {
    if (e instanceof AppError) throw e;
    // Anything else is a form that ended too early or was never one.
    throw (e as { statusCode?: number }).statusCode === 413 ? fail('FILE_TOO_LARGE', { mb: UPLOAD_LIMITS.photoMb }) : fail('FILE_BROKEN');
  }
}
