/** Tables of this room. */
export const reachEntities = [];
