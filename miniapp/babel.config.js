// The oldest engines that speak ES2018: WeChat on old phones knows nothing newer, and a test parses the output as such.
const targets = { chrome: '60', ios: '11.3' };

module.exports = { presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets }]] };
