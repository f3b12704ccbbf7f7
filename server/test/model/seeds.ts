/** Runs that failed once, each with what was wrong then. They are tried at every run; what the commands are made of decides what a seed means. */
export const FAILED_ONCE: { what: string; seed: number; path: string; most: number; replayPath?: string }[] = [];
