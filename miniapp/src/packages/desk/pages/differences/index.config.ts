export default definePageConfig({ navigationBarTitleText: '名册有哪些不同' });
