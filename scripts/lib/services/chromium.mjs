import { findProgram } from './find.mjs';

const program = () => process.env.CHROMIUM_PATH || findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');

/** The browser is only found: each browser test starts and ends its own. */
export const chromium = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  howToGet: 'apt-get install -y chromium fonts-noto-cjk',
  installed: () => Boolean(program()),
  start: async () => ({ url: program(), stop: async () => {} }),
};
