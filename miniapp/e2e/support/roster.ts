import { workbook } from './workbook.ts';

/** As offices send them: a merged title, the header in the third row, phones as they come, columns with other words, and a total. */
export const ROSTER = workbook([
  ['全市在职党员报到花名册'],
  [null, null, null, null, '填报单位：市税务局'],
  ['党员姓名', '联系方式', '所在支部', '社区', '家里', '备注'],
  ['李报到', 15499980001, '市税务局', '条山社区', '3号楼', null],
  ['王全角', '１５４９９９８０００２', '市税务局', '条山社区', '5号楼', null],
  ['张空格', '+86 154 9998 0003', '市税务局', '条山社区', null, null],
  ['李报到', '15499980001', '市税务局', '条山社区', '3号楼', '重复的一行'],
  [null, '15499980004', '市税务局', '条山社区', null, '没写姓名'],
  ['赵外地', '15499980005', '市税务局', '月亮社区', null, null],
  ['钱少位', '154999800', '市税务局', '条山社区', null, null],
  ['合计', 7, null, null, null, null],
]);
