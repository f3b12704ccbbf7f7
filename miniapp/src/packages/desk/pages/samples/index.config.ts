export default definePageConfig({ navigationBarTitleText: '记录抽查' });
