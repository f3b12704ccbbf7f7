export default definePageConfig({ navigationBarTitleText: '试算结果' });
