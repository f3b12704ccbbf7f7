export async function timeReconcile() { throw new Error('not yet'); }
