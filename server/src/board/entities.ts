/** Tables of this room. */
export const boardEntities = [];
