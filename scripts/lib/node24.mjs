import { delimiter } from 'node:path';
import { at } from './paths.mjs';

/** Node 24, which arrives with the packages: the newcomer's own Node only has to start these scripts. */
export const node24 = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The environment in which `node` means Node 24 for a command and for everything that it starts. */
export const env24 = (more = {}) => ({
  ...process.env,
  PATH: [at('node_modules', 'node', 'bin'), at('node_modules', '.bin'), process.env.PATH].join(delimiter),
  ...more,
});

/** Refuses, in plain words, a Node that is too old to start the scripts. */
export function assertOuterNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`需要 Node 20.19 或更新版本，当前是 ${process.versions.node}。 Node 20.19 or newer is needed.`);
  process.exit(1);
}
