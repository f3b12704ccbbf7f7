export default definePageConfig({ navigationBarTitleText: '进出流水' });
