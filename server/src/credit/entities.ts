/** Tables of this room. */
export const creditEntities = [];
