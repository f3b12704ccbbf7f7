import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DIST } from './city.ts';
import { DECLARED } from './declared.ts';
import { scan } from './scan.ts';

/** A copy of the package with something changed. */
function changed(change: (dist: string) => void): ReturnType<typeof scan> {
  const copy = mkdtempSync(path.join(tmpdir(), 'weapp-'));
  try {
    cpSync(DIST, copy, { recursive: true });
    change(copy);
    return scan(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
/** The script in which our code takes photos. */
const cameraScript = (dist: string): string => path.join(dist, (readdirSync(dist, { recursive: true }) as string[]).find((file) => file.endsWith('.js') && file !== 'taro.js' && readFileSync(path.join(dist, file), 'utf8').includes('().chooseMedia(')) ?? 'none');

test('the built scripts name no function of wx that is not declared, and no host but the one that was built in', () => {
  const seen = scan(DIST);
  expect(seen.undeclared).toEqual({ apis: [], domains: [] });
  // The scan sees what is there.
  expect(seen.apis).toEqual(expect.arrayContaining(['request', 'uploadFile', 'downloadFile', 'login', 'chooseMedia', 'scanCode', 'getStorageSync', 'navigateTo']));
  expect(seen.origins.some((origin) => origin.includes('weixin.qq.com'))).toBe(false);
});
test('what is declared is used: the table does not grow by itself', () => {
  const { apis } = scan(DIST), declared = Object.entries(DECLARED).flatMap(([kind, names]) => (kind === 'news' ? [] : [...names]));
  expect(declared.filter((name) => !apis.includes(name) && !['reLaunch', 'getPrivacySetting', 'openPrivacyContract', 'onNeedPrivacyAuthorization'].includes(name))).toEqual([]);
});
test('one more function, one more host, or wx itself: each is found', () => {
  const other = changed((dist) => { const file = cameraScript(dist); writeFileSync(file, readFileSync(file, 'utf8').replace('().chooseMedia(', '().getLocation(')); });
  expect(other.undeclared.apis).toEqual(['getLocation']);
  expect(changed((dist) => appendFileSync(path.join(dist, 'app.js'), ';var a=()=>wx.startRecord({});')).undeclared.apis).toEqual(['startRecord']);
  expect(changed((dist) => appendFileSync(path.join(dist, 'app.js'), ';var a="https://api.weixin.qq.com/sns";')).undeclared.domains).toEqual(['https://api.weixin.qq.com']);
  expect(changed((dist) => appendFileSync(path.join(dist, 'app.wxss'), '.a{background:url(http://img.example.org/a.png)}')).undeclared.domains).toEqual(['http://img.example.org']);
});
