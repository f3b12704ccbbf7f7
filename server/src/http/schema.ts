/** Small builders for Fastify response schemas: list routes serialise raw rows by them instead of walking objects. */
type Schema = Record<string, unknown>;
export const num: Schema = { type: 'integer' };
export const str: Schema = { type: 'string' };
export const bool: Schema = { type: 'boolean' };
export const strNull: Schema = { type: ['string', 'null'] };
export const numNull: Schema = { type: ['integer', 'null'] };
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const obj = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });
/** `{ items, next }` of one kind of row. */
export const page = (properties: Record<string, Schema>): { response: Record<number, Schema> } => ({ response: { 200: obj({ items: list(obj(properties)), next: strNull }) } });
