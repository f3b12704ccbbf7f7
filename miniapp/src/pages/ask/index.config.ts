export default definePageConfig({ navigationBarTitleText: '我要办', enableShareAppMessage: true, enableShareTimeline: true });
