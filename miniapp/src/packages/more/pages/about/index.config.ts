export default definePageConfig({ navigationBarTitleText: '关于', enableShareAppMessage: true, enableShareTimeline: true });
