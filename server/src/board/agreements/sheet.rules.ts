import { addDays, dayOf, PROJECT_STATUSES, sayMinutes, startOfDay, type ProjectStatus } from '@xianfeng/shared';
import type { PdfPiece } from '../../lib/pdf/paper.js';
import { LIVE } from '../lists/lists.rules.js';

/** One calendar year of Shanghai as instants (`from` ≤ t < `to`) and as days. */
export interface Year { from: number; to: number; firstDay: string; lastDay: string }
export interface SheetProject { title: string; ownerName: string; dueDay: string; status: ProjectStatus; createdAt: number; closedAt: number | null }
export const yearOf = (year: number): Year => ({ from: startOfDay(`${year}-01-01`), to: startOfDay(`${year + 1}-01-01`), firstDay: `${year}-01-01`, lastDay: addDays(`${year + 1}-01-01`, -1) });
export interface SheetFacts {
  year: number; title: string; community: string; units: string[]; fromDay: string; toDay: string; text: string; projects: SheetProject[];
  resources: { offered: number; used: number }; served: { people: number; services: number; minutes: number; leftOut: boolean }; today: string;
}
/** So many projects fit on the one page; the others are counted. */
const ROWS = 14;
export interface SheetCounts { all: number; begun: number; closed: number; inTime: number; dropped: number; live: number; overdue: number }
/** What came of the projects in that year: `inTime` closed by their day, `live` and `overdue` as of `today`. */
export function countProjects(projects: readonly SheetProject[], year: Year, today: string): SheetCounts {
  const endedIn = (p: SheetProject): boolean => p.closedAt !== null && p.closedAt >= year.from && p.closedAt < year.to;
  const closed = projects.filter((p) => p.status === 'CLOSED' && endedIn(p)), live = projects.filter((p) => LIVE.includes(p.status));
  return {
    all: projects.length, begun: projects.filter((p) => p.createdAt >= year.from).length, closed: closed.length, inTime: closed.filter((p) => dayOf(p.closedAt!) <= p.dueDay).length,
    dropped: projects.filter((p) => p.status === 'DROPPED' && endedIn(p)).length, live: live.length, overdue: live.filter((p) => p.dueDay < today).length,
  };
}
/** One printed page: who with whom, what was done, and room for both seals. */
export function sheetPieces(f: SheetFacts, year: Year): PdfPiece[] {
  const n = countProjects(f.projects, year, f.today), shown = f.projects.slice(0, ROWS);
  return [
    { title: `共建协议 ${f.year} 年度履约情况` },
    { facts: [['协议', f.title], ['共建双方', `${f.community}；${f.units.join('、')}`], ['协议期限', `${f.fromDay} 至 ${f.toDay}`], ...(f.text ? [['约定内容', f.text.length > 160 ? `${f.text.slice(0, 160)}…` : f.text] as [string, string]] : [])] },
    { heading: '本年做了什么' },
    { facts: [
      ['共建项目', n.all === 0 ? '本年没有项目' : `共 ${n.all} 个：本年新立项 ${n.begun} 个，销号 ${n.closed} 个（按期 ${n.inTime} 个），在办 ${n.live} 个（逾期 ${n.overdue} 个），中止 ${n.dropped} 个`],
      ['提供资源', `${f.resources.offered} 项，其中本年用到 ${f.resources.used} 项`],
      ['志愿服务', `${f.served.people} 人、${f.served.services} 次、${sayMinutes(f.served.minutes)}（单位人员在本社区的核实记录${f.served.leftOut ? '；有人没有同意向单位公开，人数少于 3，没有计入' : ''}）`],
    ] },
    ...(shown.length > 0 ? [{ table: { columns: [{ title: '项目', width: 5 }, { title: '负责人', width: 2 }, { title: '期限', width: 2 }, { title: '状态', width: 1.5 }, { title: '销号日期', width: 2 }], rows: shown.map((p) => [p.title, p.ownerName, p.dueDay, PROJECT_STATUSES[p.status], p.status === 'CLOSED' && p.closedAt !== null ? dayOf(p.closedAt) : '']) } }] : []),
    ...(f.projects.length > ROWS ? [{ note: `另有 ${f.projects.length - ROWS} 个项目见项目清单。` }] : []),
    { note: `数字由系统于 ${f.today} 从清单和核实记录算出，没有人填写。` },
    { seal: { office: f.community, day: '　　　　年　　月　　日', lines: [`共建单位：${f.units.join('、')}`, '单位负责人签字：'] } },
  ];
}
