import { EVIDENCE, TASK_KIND_KEYS, type Evidence, type TaskKind } from '@xianfeng/shared';
import { pointsFor, pointsHint, TARIFF_TEXT } from './points.rules.js';

test.each<[TaskKind, number, Evidence, number, string]>([
  ['CLEAN', 120, 'B', 20, '2小时 × 每小时 10 分，取整得 20 分'],
  ['CLEAN', 120, 'A', 20, '2小时 × 每小时 10 分，取整得 20 分'],
  ['CLEAN', 120, 'C', 10, '2小时 × 每小时 10 分 × 本人填报、社区核准 50%，取整得 10 分'],
  ['CLEAN', 120, 'D', 0, '工作人员补录，只计服务时长，不计积分'],
  ['REPAIR', 90, 'B', 18, '1小时30分钟 × 每小时 10 分 × 便民维修系数 1.2，取整得 18 分'],
  ['EMERGENCY', 60, 'B', 15, '1小时 × 每小时 10 分 × 应急支援系数 1.5，取整得 15 分'],
  ['EMERGENCY', 60, 'C', 7, '1小时 × 每小时 10 分 × 应急支援系数 1.5 × 本人填报、社区核准 50%，取整得 7 分'],
  ['CLEAN', 5, 'B', 0, '5分钟 × 每小时 10 分，取整得 0 分'],
  ['CLEAN', 6, 'B', 1, '6分钟 × 每小时 10 分，取整得 1 分'],
  ['CLEAN', 59, 'B', 9, '59分钟 × 每小时 10 分，取整得 9 分'],
  ['CLEAN', 0, 'B', 0, '0分钟 × 每小时 10 分，取整得 0 分'],
  ['NOTICE', 120, 'A', 0, '会议通知不属于志愿服务，不计积分'],
])('%s, %i minutes, grade %s: %i points', (kind, minutes, evidence, points, why) => {
  expect(pointsFor({ minutes, kind, evidence })).toEqual({ points, why });
});
test('points are whole, never negative, and their sentence fits its column', () => {
  for (const kind of TASK_KIND_KEYS)
    for (const evidence of Object.keys(EVIDENCE) as Evidence[])
      for (let minutes = 0; minutes <= 960; minutes += 7) {
        const { points, why } = pointsFor({ minutes, kind, evidence });
        expect(Number.isInteger(points) && points >= 0 && points <= (minutes / 60) * 15).toBe(true);
        expect([...why].length).toBeLessThanOrEqual(100);
      }
});
test('a card promises no more than a day can yield', () => {
  expect([pointsHint('CLEAN', 90), pointsHint('CLEAN', 480), pointsHint('CLEAN', 900), pointsHint('NOTICE', 90), pointsHint('EMERGENCY', 720)]).toEqual([15, 80, 80, 0, 180]);
});
test('the tariff is told in sentences', () => {
  expect(TARIFF_TEXT.every((line) => line.endsWith('。'))).toBe(true);
});
