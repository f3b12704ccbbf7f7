// Taro's WeChat templates know no aria-* attributes, so a screen reader would meet unnamed boxes. This plugin adds the
// ones we use to the generated templates and to the list of attributes that the runtime passes on.
const path = require('node:path');
const { ARIA } = require('./aria-attributes.js');

module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return; // H5 draws real DOM
      platform.template.mergeComponents(ctx, ARIA);
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, 'aria-runtime.js'));
    },
  });
};
