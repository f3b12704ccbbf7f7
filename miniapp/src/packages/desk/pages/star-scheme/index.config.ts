export default definePageConfig({ navigationBarTitleText: '星级办法' });
