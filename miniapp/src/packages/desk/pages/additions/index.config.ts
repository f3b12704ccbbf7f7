export default definePageConfig({ navigationBarTitleText: '社区加分' });
