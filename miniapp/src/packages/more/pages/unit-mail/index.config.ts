export default definePageConfig({ navigationBarTitleText: '单位来信' });
