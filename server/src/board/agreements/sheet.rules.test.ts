import { instant } from '@xianfeng/shared';
import { countProjects, sheetPieces, yearOf, type SheetProject } from './sheet.rules.js';

const at = (day: string): number => instant(day, '10:00');
const project = (o: Partial<SheetProject>): SheetProject => ({ title: '议事场地', ownerName: '赵一', dueDay: '2026-06-30', status: 'CLOSED', createdAt: at('2026-01-05'), closedAt: at('2026-06-30'), ...o });

test('each project is counted where it stands in that year', () => {
  const projects = [
    project({}), project({ closedAt: at('2026-07-01') }), project({ createdAt: at('2025-12-31') }), project({ status: 'DROPPED', closedAt: at('2026-03-01') }),
    project({ status: 'RUNNING', closedAt: null }), project({ status: 'CHECKING', closedAt: null, dueDay: '2026-12-31' }), project({ closedAt: at('2027-01-01') }),
  ];
  expect(countProjects(projects, yearOf(2026), '2026-11-22')).toEqual({ all: 7, begun: 6, closed: 3, inTime: 2, dropped: 1, live: 2, overdue: 1 });
  expect(yearOf(2026)).toMatchObject({ firstDay: '2026-01-01', lastDay: '2026-12-31' });
});
test('the sheet names the parties, the numbers and the first projects, and leaves room for both', () => {
  const text = JSON.stringify(sheetPieces({
    year: 2026, title: '共建协议', community: '柳树社区', units: ['市图书馆', '市医院'], fromDay: '2025-01-01', toDay: '2027-12-31', text: '', today: '2026-11-22', projects: Array.from({ length: 16 }, (_, i) => project({ title: `项目${i + 1}` })),
    resources: { offered: 4, used: 3 }, served: { people: 5, services: 12, minutes: 750, leftOut: false },
  }, yearOf(2026)));
  for (const words of ['柳树社区；市图书馆、市医院', '共 16 个：本年新立项 16 个，销号 16 个（按期 16 个）', '4 项，其中本年用到 3 项', '5 人、12 次', '项目14', '另有 2 个项目', '单位负责人签字']) expect(text).toContain(words);
  expect(text).not.toContain('项目15');
});
