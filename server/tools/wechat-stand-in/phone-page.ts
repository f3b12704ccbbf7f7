import type { Platform } from './platform.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const when = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** What people would see on their phones: the newest messages first. */
export function phonePage({ messages }: Platform): string {
  const cards = messages.sent.slice(-200).reverse().map(({ openid, template, page, data, at }) => {
    const known = messages.templates.get(template), label = (key: string): string => { const words = known?.keys[key]; return typeof words === 'string' ? words : key; };
    const rows = Object.entries(data).map(([key, value]) => `<dt>${escape(label(key))}</dt><dd>${escape(value)}</dd>`).join('');
    return `<article><h2>${escape(known?.title ?? template)}</h2><p>给尾号 ${escape(openid.slice(-4))} 的微信 · ${when.format(at)}</p><dl>${rows}</dl><p>点开后到 ${escape(page || '（不跳转）')}</p></article>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5"><title>微信替身</title></head>
<body><main><h1>微信替身</h1><p>这里代替微信的服务器，只在演示和测试时使用。下面是居民手机上会收到的服务通知，每 5 秒刷新。</p>${cards.join('') || '<p>还没有通知。</p>'}</main></body></html>`;
}
