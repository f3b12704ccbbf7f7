/** Tables of the honours room. */
export const honoursEntities = [];
