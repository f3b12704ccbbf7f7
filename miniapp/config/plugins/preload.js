/**
 * Names the scripts that every page needs, but only its chunk asks for, in index.html: the browser fetches them together with the first ones
 * instead of a round trip later.
 */
module.exports = class Preload {
  /** @param {RegExp} wanted names of assets */
  constructor(wanted) { this.wanted = wanted; }
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.compilation.tap('Preload', (compilation) => {
      compilation.hooks.processAssets.tap({ name: 'Preload', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT - 1 }, (assets) => {
        const page = assets['index.html'];
        if (!page) return;
        const links = Object.keys(assets).filter((name) => this.wanted.test(name)).map((name) => `<link rel="preload" as="script" href="/${name}">`);
        if (links.length === 0) throw new Error('Preload: no such script');
        compilation.updateAsset('index.html', new sources.RawSource(String(page.source()).replace('</head>', `${links.join('')}</head>`)));
      });
    });
  }
};
