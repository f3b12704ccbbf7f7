export default definePageConfig({ navigationBarTitleText: '双评价' });
