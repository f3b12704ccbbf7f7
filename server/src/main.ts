import { checkNode } from './node-version.js';
checkNode();
const { readConfig } = await import('./config.js');
const { createApp } = await import('./app.js');

/** Time that requests under way get to finish after SIGTERM. */
const CLOSE_MS = 10_000;
try {
  const config = readConfig();
  const started = await createApp(config);
  await started.app.listen(config.port, config.host);
  started.jobs.start();
  const address = started.app.getHttpServer().address() as { port: number };
  console.log(`READY http://${config.host}:${address.port}`);
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), CLOSE_MS).unref();
    void started.close().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
} catch (e) {
  const code = (e as NodeJS.ErrnoException).code;
  console.error(code === 'EADDRINUSE' ? `Port ${process.env.PORT ?? 8080} is taken: set PORT to another one.` : e instanceof Error ? e.message : e);
  process.exit(1);
}
