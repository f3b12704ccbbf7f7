export default definePageConfig({ navigationBarTitleText: '一次评定' });
