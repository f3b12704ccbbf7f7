export default definePageConfig({ navigationBarTitleText: '星级公示', enableShareAppMessage: true, enableShareTimeline: true });
