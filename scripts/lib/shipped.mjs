import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Plain } from './steps.mjs';

/** Words of our tools that play WeChat. None of them is in what is shipped. */
const MARKS = ['wechat-stand-in', '微信替身', '/__ctl/', 'stand-in-secret', 'standInToken', 'END_WITH_STDIN', 'wechat-conformance'];

const filesIn = (folder) => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesIn(join(folder, name)) : [join(folder, name)]));

/** Throws when a built folder is not there, is empty, or holds anything of the tools that play WeChat, be it a name or a word. */
export function assertShipsNoTools(folder) {
  const files = existsSync(folder) ? filesIn(folder) : [];
  if (files.length === 0) throw new Plain(`${folder} is not built`);
  const found = files.filter((file) => {
    const text = readFileSync(file, 'latin1');
    return MARKS.some((mark) => file.slice(folder.length).includes(mark) || text.includes(Buffer.from(mark).toString('latin1')));
  });
  if (found.length > 0) throw new Plain(`tools that play WeChat would be shipped: ${found.join(', ')}`);
}
