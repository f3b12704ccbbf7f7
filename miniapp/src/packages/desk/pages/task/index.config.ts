export default definePageConfig({ navigationBarTitleText: '任务办理' });
