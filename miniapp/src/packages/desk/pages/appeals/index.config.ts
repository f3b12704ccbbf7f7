export default definePageConfig({ navigationBarTitleText: '日志申诉' });
