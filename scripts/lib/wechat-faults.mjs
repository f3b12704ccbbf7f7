import { run } from './exec.mjs';
import { env24, node24 } from './node24.mjs';
import { at } from './paths.mjs';

/**
 * Our calls of WeChat's interface under faults, with the built server's client and stand-ins of WeChat. @returns the table as it was said, how many cells were
 * good, and of how many
 */
export async function runWechatFaults({ quick }) {
  const args = ['--disable-warning=ExperimentalWarning', at('server/tools/wechat-faults/main.ts'), ...(quick ? ['--quick'] : [])];
  // A cell that is not good ends it with 1; what it said counts.
  const said = await run(node24, args, { cwd: at('server'), env: env24({}), group: true }).catch((e) => e.tail ?? '');
  const [, passed, of] = /(\d+) of (\d+)\s*$/.exec(said) ?? [];
  if (of === undefined) throw new Error(`the table was not finished:\n${said}`);
  return { table: said.trimEnd(), passed: Number(passed), of: Number(of) };
}
