export default definePageConfig({ navigationBarTitleText: '离线点名' });
