/** Why a file cannot be read as a spreadsheet: each sentence is shown to the person who chose the file. */
export const SHEET_PROBLEMS = {
  NOT_XLSX: '这不是 .xlsx 表格，请用 Excel 或 WPS 另存为 .xlsx 后再上传',
  OLD_XLS: '这是旧版 .xls 表格，请另存为 .xlsx 后再上传',
  ENCRYPTED: '表格设了打开密码，请取消密码后再上传',
  DAMAGED: '表格已损坏，请打开后另存一份再上传',
  TOO_BIG: '表格解开后太大，请拆成几个文件上传',
  TOO_MANY_ROWS: '表格行数太多，请拆成几个文件上传',
} as const;
export type SheetProblemCode = keyof typeof SHEET_PROBLEMS;

export class SheetProblem extends Error {
  constructor(readonly code: SheetProblemCode, options?: { cause: unknown }) {
    super(SHEET_PROBLEMS[code], options);
    this.name = 'SheetProblem';
  }
}
