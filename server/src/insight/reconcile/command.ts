import type { Config } from '../../config.js';
import { LEDGER_ACCOUNTS, type LedgerAccount } from '@xianfeng/shared';
import { reconcile, type Reconciled } from './run.js';

const USAGE = 'usage: cli.js reconcile [--json] [--as-of <transaction>]';
/** `cli.js reconcile`: 0 nothing found, 1 something found, 2 it could not look. */
export async function reconcileCommand(configured: () => Config, args: readonly string[], now: number, say: (line: string) => void, complain: (line: string) => void): Promise<0 | 1 | 2> {
  let asOf: number | undefined;
  const json = args.includes('--json'), at = args.indexOf('--as-of'), balances: { userId: number; available: number; held: number }[] = [];
  if (at >= 0) asOf = Number(args[at + 1]);
  const known = args.filter((a, i) => a !== '--json' && a !== '--as-of' && !(at >= 0 && i === at + 1));
  if (known.length > 0 || (asOf !== undefined && !Number.isSafeInteger(asOf))) {
    complain(USAGE);
    return 2;
  }
  try {
    const run = await reconcile(configured(), {
      now, ...(asOf === undefined ? {} : { asOf, balance: (userId: number, available: number, held: number) => void (json ? balances.push({ userId, available, held }) : say(`${userId}  可用 ${available}  占用 ${held}`)) }),
      ...(json ? {} : { progress: (c) => [`${c.findings === 0 ? '✓' : '✗'} ${c.id.padEnd(6)} ${c.title}${c.findings === 0 ? '' : `：${c.findings} 处`}  ${c.ms} ms`, ...c.offenders.map((o) => `    ${o}`), ...(c.findings > c.offenders.length ? [`    还有 ${c.findings - c.offenders.length} 处`] : [])].forEach(say) }),
    });
    if (json) say(JSON.stringify({ ...run, ...(asOf === undefined ? {} : { asOf, balances }) }));
    else human(run, say);
    return run.findings === 0 ? 0 : 1;
  } catch (e) {
    complain(`cannot reconcile: ${e instanceof Error ? e.message : String(e)}`);
    return 2;
  }
}
function human(run: Reconciled, say: (line: string) => void): void {
  say('');
  for (const t of run.totals) say(`${t.month}  ${t.area}  发放 ${t.issued}  兑换 ${t.spent}  到期 ${t.expired}  调整 ${t.adjusted}`);
  say('');
  for (const [account, n] of Object.entries(run.accounts)) say(`${LEDGER_ACCOUNTS[account as LedgerAccount] ?? account} ${n}`);
  say(`${run.transactions} 笔流水，${run.checks.length} 项检查，${run.findings === 0 ? '没有发现问题' : `${run.findings} 处问题`}，${(run.ms / 1000).toFixed(1)} s`);
}
