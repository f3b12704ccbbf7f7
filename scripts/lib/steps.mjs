const TTY = process.stdout.isTTY === true;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
export const since = (startedAt) => seconds(Date.now() - startedAt);

/**
 * One step of work, told while it runs and when it is done: what, and how long it took.
 * `work` gets `say(text)` for its own progress and may return a short note ('已是最新 up to date').
 * On a terminal the line is redrawn; elsewhere (a log, CI) a line comes at most every 10 seconds.
 */
export async function step(title, work) {
  const startedAt = Date.now();
  let saying = '';
  let frame = 0;
  let toldAt = startedAt;
  const draw = () => process.stdout.write(`\r\x1b[2K${FRAMES[frame++ % FRAMES.length]} ${title} ${since(startedAt)}  ${saying.slice(0, 60)}`);
  const tell = () => {
    if (Date.now() - toldAt < 10_000) return;
    toldAt = Date.now();
    console.log(`  … ${title} ${since(startedAt)}  ${saying}`);
  };
  const timer = setInterval(TTY ? draw : tell, TTY ? 120 : 1_000);
  const clear = () => {
    clearInterval(timer);
    if (TTY) process.stdout.write('\r\x1b[2K');
  };
  try {
    const note = await work((text) => (saying = text.trim()));
    clear();
    console.log(`✓ ${title}  ${since(startedAt)}${note ? `  ${note}` : ''}`);
  } catch (e) {
    clear();
    console.log(`✗ ${title}  ${since(startedAt)}`);
    throw e;
  }
}

/** A refusal whose sentence says everything; no stack helps. */
export class Plain extends Error {}

/** Prints what went wrong: the tail of a command's output where there is one, a stack only for our own mistakes. */
export function explain(error) {
  if (error.tail) console.error(error.tail.replace(/^/gm, '  │ '));
  const told = error instanceof Plain || error.tail !== undefined;
  console.error(`  ${told ? error.message : error.stack}`);
}

/** Columns a text takes on a terminal: Chinese characters take two. */
export const width = (text) => [...text].reduce((sum, c) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c) ? 2 : 1), 0);

export const pad = (text, columns) => text + ' '.repeat(Math.max(0, columns - width(text)));

/** A frame around some lines of text. */
export function box(texts) {
  const inner = Math.max(...texts.map(width));
  const bar = '─'.repeat(inner + 2);
  return [`╭${bar}╮`, ...texts.map((text) => `│ ${pad(text, inner)} │`), `╰${bar}╯`].join('\n');
}
