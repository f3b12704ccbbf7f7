export default definePageConfig({ navigationBarTitleText: '拟定积分办法' });
