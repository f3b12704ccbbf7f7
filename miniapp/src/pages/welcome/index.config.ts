export default definePageConfig({ navigationBarTitleText: '欢迎', enableShareAppMessage: true, enableShareTimeline: true });
