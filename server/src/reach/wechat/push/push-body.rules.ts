import { createHash } from 'node:crypto';
import { xmlFeed } from '../../../lib/sheet/xml.js';
import { parseObject, type Json } from '../answers.rules.js';

/** Deeper than any event of WeChat's goes. */
const MAX_DEPTH = 8;
/** A push in either of the two formats that an administrator may choose at WeChat; null: neither. In XML every value is text, and what stands there more than once is a list. */
export const readBody = (text: string): Json | null => (text.trimStart().startsWith('<') ? readXml(text) : parseObject(text));
function readXml(text: string): Json | null {
  const stack: { name: string; children: Json | null; text: string }[] = [{ name: '', children: null, text: '' }];
  const xml = xmlFeed({
    open: ({ name }) => {
      if (stack.length > MAX_DEPTH) throw new Error('too deep');
      stack.push({ name, children: null, text: '' });
    },
    text: (more) => { stack.at(-1)!.text += more; },
    close: () => {
      const done = stack.pop()!, parent = stack.at(-1)!, value = done.children ?? done.text.trim();
      // No prototype: names come from outside.
      parent.children ??= Object.create(null) as Json;
      const before = parent.children[done.name];
      parent.children[done.name] = before === undefined ? value : Array.isArray(before) ? [...(before as unknown[]), value] : [before, value];
    },
  });
  try {
    xml.feed(text);
    xml.end();
  } catch {
    return null;
  }
  const root = stack[0]!.children?.xml;
  return typeof root === 'object' && root !== null && !Array.isArray(root) ? (root as Json) : null;
}
/** By what a push is told from another: a picture's verdict by its trace, since two of a second have sender and time in common; anything else by all that it says. */
export function keyOf(body: Json): string {
  const { Event: event, trace_id: trace } = body;
  if (event === 'wxa_media_check' && typeof trace === 'string' && /^[\w-]{1,80}$/.test(trace)) return `media ${trace}`;
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url');
}
/** What somebody subscribes to: the event's name, or of a message its type. */
export function nameOf(body: Json): string | null {
  const name = body.MsgType === 'event' ? body.Event : body.MsgType;
  return typeof name === 'string' && /^\w{1,64}$/.test(name) ? name : null;
}
