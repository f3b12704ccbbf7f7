// Draws the picture of shared cards (5:4, as WeChat shows it) from the icon set and the house's colours. Run it again when one of them changes:
// CHROMIUM=/usr/bin/chromium node config/icons/share.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const icons = readFileSync(at('../../src/ui/styles/icons.scss'), 'utf8');
const pathOf = (name) => new RegExp(`^  '${name}': '([^']+)'`, 'm').exec(icons)[1];
const icon = (name, size, colour) => `<svg width="${size}" height="${size}" viewBox="-1 -1 26 26" fill="none" stroke="${colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${pathOf(name)}"/></svg>`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 500, height: 400 } });
await page.setContent(`<body style="margin:0;background:#12564f;color:#fff;font-family:'Noto Sans CJK SC','Source Han Sans SC',sans-serif;display:flex;flex-direction:column;align-items:center;justify-content:center;height:400px;gap:18px">
  <div style="display:flex;gap:22px;opacity:.9">${['hand', 'heart', 'home'].map((name) => icon(name, 72, '#f3d9a4')).join('')}</div>
  <div style="font-size:46px;font-weight:700;letter-spacing:2px">身边的事，一起办</div>
  <div style="font-size:27px;opacity:.92">社区发布需要，党员和邻居来帮忙</div>`);
writeFileSync(at('../../src/assets/share.png'), await page.screenshot());
await browser.close();
