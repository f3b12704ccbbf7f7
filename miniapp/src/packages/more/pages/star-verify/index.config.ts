export default definePageConfig({ navigationBarTitleText: '核对星级证书' });
