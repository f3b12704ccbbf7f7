import type { EntityManager } from 'typeorm';

/** The path of the city. A database without one has no desk: '/' lies within nobody's post. */
export const cityPath = async (m: EntityManager): Promise<string> => (await m.query<{ path: string }[]>('SELECT path FROM area WHERE parentId = 0 ORDER BY id LIMIT 1'))[0]?.path ?? '/';
