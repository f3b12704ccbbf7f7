export default definePageConfig({ navigationBarTitleText: '导出列表' });
