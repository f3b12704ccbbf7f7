export default definePageConfig({ navigationBarTitleText: '技能与需求' });
