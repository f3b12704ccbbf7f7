export default definePageConfig({ navigationBarTitleText: '内容核对' });
