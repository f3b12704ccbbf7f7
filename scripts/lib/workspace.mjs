import { rmSync } from 'node:fs';
import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';
import { unlessStamped } from './stamps.mjs';

const PNPM = 'pnpm@12.21.0';
const MANIFESTS = ['package.json', 'shared/package.json', 'server/package.json', 'miniapp/package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];
const SHARED = ['shared/src', 'shared/package.json', 'shared/tsconfig.json', 'shared/tsconfig.build.json', 'tsconfig.base.json'];
const MINIAPP = ['miniapp/src', 'miniapp/config', 'miniapp/types', 'miniapp/babel.config.js', 'miniapp/package.json', 'miniapp/tsconfig.json', 'miniapp/project.config.json'];
const UP_TO_DATE = '已是最新 (up to date)';

const note = (skipped) => (skipped ? UP_TO_DATE : undefined);

/** The packages, exactly as the lock file says; also brings Node 24. */
export async function install(say) {
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const work = () => run(npx, ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], { env: { ...process.env, CI: 'true' }, onLine: say });
  return note(await unlessStamped('install', { sources: MANIFESTS, products: ['node_modules/.modules.yaml', 'node_modules/node/bin', 'server/node_modules', 'miniapp/node_modules'] }, work));
}

/** shared → shared/dist, which the built server and mini-program load. */
export async function buildShared() {
  const work = () => run(node24, [at('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: at('shared') });
  return note(await unlessStamped('shared', { sources: SHARED, products: ['shared/dist/index.js'] }, work));
}

/** server/src → server/dist. */
export async function buildServer() {
  const work = () => {
    rmSync(at('server/dist'), { recursive: true, force: true });
    return run(node24, [at('server/node_modules/@swc/cli/bin/swc.js'), 'src', '-d', 'dist', '--strip-leading-paths', '--copy-files'], { cwd: at('server') });
  };
  return note(await unlessStamped('server', { sources: ['server/src', 'server/.swcrc', 'server/package.json'], products: ['server/dist/main.js', 'server/dist/cli.js'] }, work));
}

/** The mini-program for one platform: 'h5' → miniapp/dist/h5, 'weapp' → miniapp/dist/weapp. */
export async function buildMiniapp(platform, say) {
  const product = { h5: 'miniapp/dist/h5/index.html', weapp: 'miniapp/dist/weapp/app.json' }[platform];
  const work = () => {
    // Taro ends with 0 on a wrong configuration and leaves what was there before.
    rmSync(at('miniapp/dist', platform), { recursive: true, force: true });
    const env = env24({ NODE_ENV: 'production', BROWSERSLIST_IGNORE_OLD_DATA: '1' });
    return run(node24, [at('miniapp/node_modules/@tarojs/cli/bin/taro'), 'build', '--type', platform, '--no-check'], { cwd: at('miniapp'), env, onLine: say });
  };
  return note(await unlessStamped(platform, { sources: [...SHARED, ...MINIAPP], products: [product], variables: ['TARO_APP_API'] }, work));
}
