import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import serve from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built H5 app beside the API: hashed files for a year, every other address gets index.html (its router decides). */
export async function serveWeb(fastify: FastifyInstance, dir: string): Promise<void> {
  const index = join(dir, 'index.html');
  if (!existsSync(index)) throw new Error(`WEB_DIR has no index.html: ${dir}`);
  const inline = [...readFileSync(index, 'utf8').matchAll(/<script>([\s\S]+?)<\/script>/g)].map(([, text]) => `'sha256-${createHash('sha256').update(text ?? '').digest('base64')}'`);
  await fastify.register(async (web) => {
    await web.register(helmet, {
      contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'", ...inline], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], connectSrc: ["'self'", 'blob:'], fontSrc: ["'self'", 'data:'], upgradeInsecureRequests: null } },
      strictTransportSecurity: false, // the reverse proxy that ends TLS sets it (docs/operate.md)
      crossOriginEmbedderPolicy: false,
    });
    await web.register(compress);
    await web.register(serve, {
      root: dir, wildcard: false, index: ['index.html'],
      setHeaders: (reply, file) => void reply.header('cache-control', /\.[0-9a-f]{8}\./.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
    // The not-found handler belongs to Nest, so the app's own addresses are a route that matches last.
    web.get('/*', (request, reply) => {
      const [path = ''] = request.url.split('?');
      if (path.startsWith('/api') || /\.\w{2,5}$/.test(path)) return reply.callNotFound();
      return reply.header('cache-control', 'no-cache').sendFile('index.html', dir);
    });
  });
}
