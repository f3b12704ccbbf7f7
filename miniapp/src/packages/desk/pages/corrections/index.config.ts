export default definePageConfig({ navigationBarTitleText: '更正与冻结' });
