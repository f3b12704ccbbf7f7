import type { RewardKind } from '@xianfeng/shared';
import { drawingOf, drawingUri } from './goods-drawing.ts';

test.each<[string, RewardKind, string]>([
  ['洗衣液', 'GOODS', 'bottle'], ['抽纸', 'GOODS', 'tissue'], ['大米', 'GOODS', 'sack'], ['食用油', 'GOODS', 'jug'], ['毛巾', 'GOODS', 'towel'], ['牙膏', 'GOODS', 'tube'], ['食盐', 'GOODS', 'salt'], ['雨伞', 'GOODS', 'umbrella'],
  ['理发券', 'SERVICE', 'scissors'], ['钟点保洁', 'SERVICE', 'broom'], ['家电清洗', 'SERVICE', 'broom'], ['鸡蛋', 'GOODS', 'eggs'], ['没见过的东西', 'GOODS', 'gift'], ['没见过的服务', 'SERVICE', 'care'],
])('%s without a photo is drawn as %3$s', (name, kind, drawing) => {
  expect(drawingOf({ name, kind })).toBe(drawing);
});
test('a drawing is one address, made once', () => {
  expect(drawingUri({ name: '大米', kind: 'GOODS' })).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(drawingUri({ name: '小米', kind: 'GOODS' })).toBe(drawingUri({ name: '大米', kind: 'GOODS' }));
});
