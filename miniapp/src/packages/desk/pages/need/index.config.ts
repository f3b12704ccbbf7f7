export default definePageConfig({ navigationBarTitleText: '点单办理' });
