import { createServer } from 'node:net';

/** Whether the loopback port can be listened on now; the reason ('EADDRINUSE', 'EACCES') when it cannot. */
export function portProblem(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (e) => resolve(e.code));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(undefined)));
  });
}

/** A loopback port that nobody uses at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
