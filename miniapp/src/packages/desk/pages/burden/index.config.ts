export default definePageConfig({ navigationBarTitleText: '负担表' });
