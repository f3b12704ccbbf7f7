import sax from 'sax';
import { SheetProblem } from './problem.js';

export interface Element { name: string; attributes: Record<string, string> }
export interface Handlers {
  open?(el: Element): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** An attribute's value, '' where there is none. */
export const attribute = (el: Element, name: string): string => el.attributes[name] ?? '';

// Some writers prefix every element (x:row). No part we read has two vocabularies whose local names collide in a way that matters.
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Feeds pieces of XML to the handlers, one piece at a time: ask `feed`, then look at what the handlers gathered.
 * Strict: what is not well-formed is DAMAGED. A document type is refused, so that no entity can be declared or fetched.
 */
export function xmlFeed(handlers: Handlers): { feed(piece: string): void; end(): void } {
  const options = { position: false, strictEntities: true };
  const parser = sax.parser(true, options);
  parser.onopentag = (tag) => handlers.open?.({ name: local(tag.name), attributes: tag.attributes as Record<string, string> });
  parser.onclosetag = (name) => handlers.close?.(local(name));
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  parser.ondoctype = () => { throw new SheetProblem('DAMAGED'); };
  parser.onerror = (cause) => { throw new SheetProblem('DAMAGED', { cause }); };
  return { feed: (piece) => void parser.write(piece), end: () => void parser.close() };
}

/** Reads a whole small part. */
export async function elements(text: AsyncIterable<string>, handlers: Handlers): Promise<void> {
  const xml = xmlFeed(handlers);
  for await (const piece of text) xml.feed(piece);
  xml.end();
}
