export default definePageConfig({ navigationBarTitleText: '各社区工作' });
