export default definePageConfig({ navigationBarTitleText: '为什么是这么多分' });
