/** better-sqlite3 13 crashes without a word on Node 20, so this is asked before anything imports it. */
export function checkNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= 22) return;
  console.error('Node 22 or later is needed. "npm start" brings its own Node 24.');
  process.exit(1);
}
