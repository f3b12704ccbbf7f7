export default definePageConfig({ navigationBarTitleText: '年度材料' });
