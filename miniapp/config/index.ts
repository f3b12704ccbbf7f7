import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

const root = path.resolve(__dirname, '..');
const shared = path.resolve(root, '../shared/src');

// The contract is compiled from its TypeScript source, and uqr ships syntax that old phones lack.
const alsoCompile = (file: string) => file.startsWith(shared + path.sep) || /node_modules[\\/]uqr[\\/]/.test(file);

// Lengths are CSS pixels on both platforms. With rpx or rem, sizes in CSS would scale with the screen while sizes in
// inline styles would not, and everything would be huge on a desktop.
const keepPixels = { pxtransform: { enable: false, config: {} } };

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'xianfeng',
    date: '2026-11-22',
    designWidth: 375,
    deviceRatio: { 375: 2, 750: 1 },
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    framework: 'react',
    compiler: 'webpack5',
    // Every variable the source reads must be named here: an unknown process.env.X survives into the bundle and kills the page.
    env: {
      TARO_APP_API: JSON.stringify(process.env.TARO_APP_API ?? (process.env.TARO_ENV === 'h5' ? '' : 'http://127.0.0.1:8080')),
      // The filing number that a public site must show; '' until there is one.
      TARO_APP_FILING: JSON.stringify(process.env.TARO_APP_FILING ?? ''),
    },
    plugins: [path.resolve(__dirname, 'plugins/aria.js')],
    // theme.json names the pictures of the tab bar, by day and by night; Taro itself looks only into the config.
    ...(process.env.TARO_ENV === 'weapp' ? { copy: { patterns: [{ from: 'src/assets/tab', to: 'dist/weapp/assets/tab' }], options: {} } } : {}),
    cache: { enable: process.env.TARO_CACHE === '1' },
    alias: {
      '@xianfeng/shared': path.join(shared, 'index.ts'),
      // taro-h5 imports this without declaring it; with pnpm it may then meet another copy of React.
      '@tarojs/plugin-framework-react': path.dirname(require.resolve('@tarojs/plugin-framework-react/package.json')),
    },
    mini: {
      compile: { include: [alsoCompile] },
      postcss: keepPixels,
      optimizeMainPackage: { enable: true },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'browser' },
      compile: { include: [alsoCompile] },
      devServer: { host: '127.0.0.1', port: 10086, open: false },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { ...keepPixels, autoprefixer: { enable: true, config: {} } },
      webpackChain(chain) {
        chain.plugin('preload').use(require(path.resolve(__dirname, 'plugins/preload.js')), [/^js\/common\.\w+\.js$/]);
        chain.module.rule('late-page').test(/@tarojs[\\/]router[\\/]dist[\\/](index\.esm|index\.cjs|router[\\/]spa)\.js$/).use('late-page').loader(path.resolve(__dirname, 'plugins/late-page.js'));
        // By default every page's chunk carries its own copy of what several pages use.
        chain.optimization.splitChunks({
          chunks: 'all',
          cacheGroups: {
            react: { name: 'react', test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30, chunks: 'all' },
            common: { name: 'common', chunks: 'async', minChunks: 25, priority: 20, reuseExistingChunk: true },
            shared: { chunks: 'async', minChunks: 2, minSize: 12000, priority: 10, reuseExistingChunk: true },
          },
        });
      },
    },
  };
  return config;
});
