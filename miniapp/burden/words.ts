/** What a screen must not say; and how a report to fill in would be called (“本人填报” is how a grade of evidence is known, no report). */
export const WORDS = {
  never: /登录(次数|天数|率)|在线(时长|时间|率)|连续(打卡|签到|登录|\s*\d+\s*天)|打卡(\s*\d+|天数|排名|率)|安装(率|量|数)|活跃(度|率|天数)|(积分|个人|党员|时长)(排行|排名|榜)|排行榜|第\s*\d+\s*名/,
  report: /(?<!本人)填报|上报(数据|材料|表)|(月|周|季)报(?!到)|日报表|工作台账|报表/,
};
/** Without the sentences that promise not to: “不看登录次数”, “没有要填的月报”. */
export const promised = (text: string): string => text.replace(/[^，。；、\s]*(不|没有|无|禁止|看不到)[^。；\n]*/g, '');
