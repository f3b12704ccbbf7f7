export default definePageConfig({ navigationBarTitleText: '补录与更正' });
