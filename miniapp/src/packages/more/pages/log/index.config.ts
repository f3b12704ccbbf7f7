export default definePageConfig({ navigationBarTitleText: '写日志' });
