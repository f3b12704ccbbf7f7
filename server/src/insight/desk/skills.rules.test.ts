import { skillRows, unmetRows } from './skills.rules.js';

test('a skill is idle where somebody has it and no task could use it', () => {
  const rows = skillRows(new Map([['理发', 3], ['调解', 1], ['摄影', 2]]), new Map([['HAIR', 4], ['LEGAL', 1], ['NOTICE', 9]]));
  expect(rows).toEqual([
    { skill: '摄影', people: 2, tasks: 0, idle: true }, { skill: '调解', people: 1, tasks: 0, idle: true },
    { skill: '理发', people: 3, tasks: 4, idle: false }, { skill: '法律咨询', people: 0, tasks: 1, idle: false },
  ]);
});
test('needs come with the skills that could have met them, most first', () => {
  expect(unmetRows([{ kind: 'OTHER', n: 1 }, { kind: 'LEARN', n: 5 }])).toEqual([{ kind: 'LEARN', needs: 5, skills: ['课业辅导'] }, { kind: 'OTHER', needs: 1, skills: [] }]);
});
