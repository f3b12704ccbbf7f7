export const say = (text) => console.log(`# ${((performance.now()) / 1000).toFixed(0).padStart(4)} s  ${text}`);
/** A table on the terminal: the first column to the left, numbers to the right. */
export const show = (title, head, rows) => {
  console.log(`\n${title}`);
  const all = [head, ...rows], widths = head.map((_, i) => Math.max(...all.map((r) => String(r[i]).length)));
  for (const r of all) console.log('  ' + r.map((x, i) => (i === 0 ? String(x).padEnd(widths[i]) : String(x).padStart(widths[i]))).join('  '));
};
export const round = (n) => Math.round(n * 100) / 100;
