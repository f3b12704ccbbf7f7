export default definePageConfig({ navigationBarTitleText: '核实日志' });
