import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorBody, ErrorCode } from '@xianfeng/shared';
import { dbError, traceOf } from '../db/errors.js';
import { AppError, fail } from '../lib/errors.js';

/** Anything thrown becomes `{ code, message }` in Chinese. What is not an expected refusal is logged with the request's id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('http');
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
  private answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const refusal = this.named(error);
    if (refusal.status >= 500 && refusal.code === 'INTERNAL') this.log.error(`${request.id} ${request.method} ${request.url.split('?')[0]} ${traceOf(error)}`);
    const body: ErrorBody = { code: refusal.code, message: refusal.message };
    if (refusal.fields) body.fields = refusal.fields;
    if (refusal.status >= 500) body.requestId = String(request.id);
    if (refusal.status === 503) void reply.header('retry-after', '2');
    void reply.status(refusal.status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
  }
  private named(error: unknown): AppError {
    if (error instanceof AppError) return error;
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
    if (status !== undefined && status < 500) return new AppError(CODE_OF_STATUS[status] ?? 'INVALID', { mb: 20, types: 'JPEG、PNG、WebP 或 xlsx' });
    const kind = dbError(error).kind;
    if (kind === 'offline' || kind === 'retry' || kind === 'timeout') return fail('BUSY');
    if (kind === 'too-long') return fail('INVALID');
    return fail('INTERNAL');
  }
}
const CODE_OF_STATUS: Partial<Record<number, ErrorCode>> = { 401: 'SIGN_IN', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 413: 'FILE_TOO_LARGE', 415: 'FILE_TYPE', 429: 'TOO_MANY' };
