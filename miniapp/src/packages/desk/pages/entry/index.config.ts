export default definePageConfig({ navigationBarTitleText: '一笔流水' });
