import type { Platform } from './platform.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const when = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const STYLE = `
:root { color-scheme: light dark; --ground: #ededed; --card: #fff; --ink: #1a1a1a; --soft: #5f5f5f; --line: #e3e3e3 }
@media (prefers-color-scheme: dark) { :root { --ground: #111; --card: #1e1e1e; --ink: #e8e8e8; --soft: #a8a8a8; --line: #333 } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.5rem; margin: 0 0 .5rem } main > p { color: var(--soft); margin: 0 0 .75rem }
article { background: var(--card); border-radius: .75rem; padding: 1rem; margin-top: 1rem }
h2 { font-size: 1.125rem; margin: 0 } article p { margin: .25rem 0 0; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: .75rem 0; padding: .75rem 0; border-block: 1px solid var(--line) }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }`;

/** What people would see on their phones: the newest messages first. */
export function phonePage({ messages, texts, counters, people }: Platform): string {
  const cards = messages.sent.slice(-200).reverse().map(({ openid, template, page, data, at }) => {
    const known = messages.templates.get(template);
    const label = (key: string): string => { const words = known?.keys[key]; return typeof words === 'string' ? words : key; };
    const rows = Object.entries(data).map(([key, value]) => `<dt>${escape(label(key))}</dt><dd>${escape(value)}</dd>`).join('');
    return `<article><h2>${escape(known?.title ?? template)}</h2><p>发给微信尾号 ${escape(openid.slice(-4))} · ${when.format(at)}</p><dl>${rows}</dl><p>${page === '' ? '点开不跳转' : `点开后到 ${escape(page)}`}</p></article>`;
  });
  const { risky, review } = texts.words, list = (words: string[]): string => words.map((word) => `「${escape(word)}」`).join('');
  const hint = people.everybody && risky.length > 0 ? `<p>试一试：写${list(risky)}会被拒绝，写${list(review)}会转给社区人工核对。</p>` : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="5"><title>微信替身</title><style>${STYLE}</style></head>
<body><main><h1>微信替身</h1><p>这里代替微信的服务器，只用于演示和测试。下面是大家手机上会收到的服务通知，每 5 秒更新一次。</p>${hint}
<p>已核对文字 ${counters.checkText!.effects} 次、照片 ${counters.checkImage!.effects} 张，发出通知 ${messages.sent.length} 条。</p>${cards.join('\n') || '<article><h2>还没有通知</h2><p>在小程序里报名、兑换或提需求，通知会出现在这里。先锋晚上九点到早上八点不打扰人，那时的通知等到早上。</p></article>'}</main></body></html>`;
}
