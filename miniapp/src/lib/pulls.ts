/** What reloads because the page was pulled down; the page's mark goes away when all of it has come. */
const running = new Set<Promise<unknown>>();
export function pulled(work: Promise<unknown>): void {
  running.add(work);
  void work.catch(() => undefined).finally(() => running.delete(work));
}
export async function allPulled(): Promise<void> {
  // Everybody on the page hears of it at the same moment; first let them all begin.
  await new Promise((resolve) => setTimeout(resolve));
  while (running.size > 0) await Promise.allSettled([...running]);
}
