/** Runs that failed once, each with what was wrong then. They are tried at every run; what the commands are made of decides what a seed means. */
export const FAILED_ONCE: { what: string; seed: number; path: string; most: number; replayPath?: string }[] = [
  { what: 'a mark taken back withdrew the claim, and INV-18 did not know its row in the trail', seed: 20_261_122, path: '62', most: 60 },
];
