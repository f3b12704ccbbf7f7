// Draws the sixteen pictures, by day and by night, of the tab bar (81 × 81, WeChat takes no SVG there) from the icon set. Run it again when an
// icon or a colour changes: CHROMIUM=/usr/bin/chromium node config/icons/tab-bar.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const icons = readFileSync(at('../../src/ui/styles/icons.scss'), 'utf8');
const pathOf = (name) => new RegExp(`^  '${name}': '([^']+)'`, 'm').exec(icons)[1];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
for (const name of ['tasks', 'ask', 'gift', 'user']) {
  for (const [suffix, colour] of [['', '#4b5a59'], ['-on', '#12564f'], ['-night', '#b9c4c0'], ['-on-night', '#74c9ba']]) {
    await page.setContent(`<body style="margin:0"><svg width="81" height="81" viewBox="-1 -1 26 26" fill="none" stroke="${colour}" stroke-width="${suffix.startsWith('-on') ? 2 : 1.7}" stroke-linecap="round" stroke-linejoin="round"><path d="${pathOf(name)}"/></svg>`);
    writeFileSync(at(`../../src/assets/tab/${name}${suffix}.png`), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
