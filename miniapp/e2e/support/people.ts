import { createApi, type Api, type SessionView, type Transport } from '@xianfeng/shared';

/** The product's own client against the server at `url`. */
export const asking = (url: string, token?: string): Api => createApi((async ({ method, path, query, body, key, file }) => {
  const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const form = new FormData();
  if (file) form.append('file', new Blob([new Uint8Array(file.data ?? [])]), file.name);
  const answer = await fetch(`${url}/api${path}?${search}`, { method, headers, ...(file ? { body: form } : body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}) as Transport);

/** One of the demo people by what he is. */
export async function person(url: string, title: string): Promise<SessionView> {
  const account = (await asking(url).session.demoAccounts()).find((one) => one.title === title);
  if (!account) throw new Error(`no demo account is a ${title}`);
  return asking(url).session.demo(account.phone);
}
/** Somebody by his phone number; a new number is a new person. */
export async function byPhone(url: string, phone: string): Promise<SessionView> {
  const { demoCode } = await asking(url).session.phoneCode(phone);
  return asking(url).session.phone(phone, demoCode ?? '');
}
