import type { Cell } from '../../lib/sheet/cell.js';
import { judgeArea, readParts } from './areas.rules.js';
import { arabic, CommunityNames, readAddress } from './place.rules.js';
import { judgeUnit, UnitNames } from './units.rules.js';

const text = (t: string): Cell => (t === '' ? { kind: 'empty' } : { kind: 'text', text: t });
const row = (cells: Record<string, string>): Record<string, Cell> => Object.fromEntries(Object.entries(cells).map(([k, v]) => [k, text(v)]));

describe('communities', () => {
  const names = new CommunityNames([
    { id: 1, name: '梨园社区', parentName: '城东街道' }, { id: 2, name: '樱花园社区', parentName: '城西街道' }, { id: 3, name: '东窑村', parentName: '城西街道' },
    { id: 4, name: '和平社区', parentName: '城东街道' }, { id: 5, name: '和平社区', parentName: '城西街道' }, { id: 6, name: '柳树社区', parentName: '城东街道' }, { id: 7, name: '柳树村', parentName: '城西街道' },
  ]);
  test.each([['梨园社区', 1, false], ['梨园', 1, true], ['梨 园', 1, true], ['梨园社区居委会', 1, true], ['梨园社区。', 1, true], ['城东街道梨园社区', 1, true], ['某某市城东街道梨园', 1, true], ['东窑', 3, true], ['东窑村委会', 3, true], ['城西街道和平社区', 5, true], ['城东街道办事处和平', 4, true], ['柳树村', 7, false], ['柳树社区', 6, false]])('«%s» is number %i (mended: %p)', (written, id, isMended) => {
    const reading = names.find(text(written));
    expect(reading).toMatchObject({ value: { id } });
    expect('mended' in reading).toBe(isMended);
  });
  test.each([
    ['梨圆社区', '没有“梨圆社区”，最接近的是“梨园社区”，请核对'], ['不存在社区', '没有“不存在社区”这个社区，请核对'], ['梨园村', '没有“梨园村”，最接近的是“梨园社区”，请核对'],
    ['和平社区', '“和平社区”有 2 个：城东街道和平社区、城西街道和平社区，请写明'], ['柳树', '“柳树”有 2 个：城东街道柳树社区、城西街道柳树村，请写明'],
  ])('«%s» is refused', (written, refused) => { expect(names.find(text(written))).toEqual({ refused }); });
  test('nothing written is nobody’s community; a formula is refused', () => {
    expect(names.find(text(' '))).toEqual({ value: null });
    expect(names.find({ kind: 'formula' })).toEqual({ refused: '社区是公式，请改成文字' });
  });
});

describe('addresses', () => {
  test.each([
    ['阳光里7号楼4单元', '阳光里', '7号楼', '4单元', false], ['阳光里７号楼４单元', '阳光里', '7号楼', '4单元', true], ['阳光里 7栋 4单元 301', '阳光里', '7号楼', '4单元', true], ['阳光里七号楼十二单元', '阳光里', '7号楼', '12单元', true], ['阳光里7#4单元', '阳光里', '7号楼', '4单元', true],
    ['阳光里7-4-301', '阳光里', '7号楼', '4单元', true], ['阳光里7-4', '阳光里', '7号楼', '4单元', true], ['阳光里B座', '阳光里', 'B座', '', false], ['水泥厂家属院12号楼', '水泥厂家属院', '12号楼', '', false], ['东关大街', '东关大街', '', '', false], ['', '', '', '', false],
  ])('«%s»', (written, compound, building, stairwell, isMended) => {
    const reading = readAddress(text(written));
    expect(reading).toMatchObject({ value: { compound, building, stairwell } });
    expect('mended' in reading).toBe(isMended);
  });
  test.each([['一', '1'], ['十', '10'], ['十二', '12'], ['二十', '20'], ['三十五', '35'], ['7', '7'], ['甲', '甲'], ['', '']])('%s is %s', (han, digits) => { expect(arabic(han)).toBe(digits); });
});

describe('areas', () => {
  const streetOf = (name: string): string[] => ({ 梨园社区: ['城东街道'], 和平社区: ['城东街道', '城西街道'] })[name] ?? [];
  test('a chain from the street down', () => {
    expect(judgeArea(row({ street: '城东', community: '梨园', compound: '阳光里', building: '1-3号楼', stairwell: '2' }), streetOf)).toMatchObject({ verdict: 'MENDED', values: { street: '城东街道', community: '梨园社区', compound: '阳光里', building: '1号楼、2号楼、3号楼', stairwell: '2单元' } });
    expect(judgeArea(row({ street: '城东街道', community: '新社区', compound: '阳光里' }), streetOf)).toMatchObject({ verdict: 'TAKEN', key: '城东街道/新社区/阳光里//' });
  });
  test('the street of a known community need not be written', () => { expect(judgeArea(row({ community: '梨园社区', compound: '阳光里' }), streetOf)).toMatchObject({ verdict: 'TAKEN', values: { street: '城东街道' } }); });
  test.each([
    [{ street: '城东街道', compound: '阳光里' }, '没有社区'], [{ community: '新社区' }, '没有写“新社区”属于哪个街道'], [{ community: '和平社区' }, '“和平社区”有 2 个，请写明街道'], [{ street: '城西街道', community: '梨园社区' }, '“梨园社区”已在“城东街道”下，请核对街道'],
    [{ community: '梨园社区', building: '7' }, '写了楼栋，没有写小区'], [{ community: '梨园社区', compound: '阳光里', stairwell: '7' }, '写了单元，没有写楼栋'], [{ community: '梨园社区', compound: '=A1' }, '小区“=A1”不是地名'],
  ])('%p is refused', (cells, note) => { expect(judgeArea(row(cells as Record<string, string>), streetOf)).toMatchObject({ verdict: 'REFUSED', notes: [note] }); });
  test.each([['7', ['7号楼']], ['07栋', ['7号楼']], ['1、2，5号楼', ['1号楼', '2号楼', '5号楼']], ['1号楼-3号楼', ['1号楼', '2号楼', '3号楼']], ['A座', ['A座']], ['物业楼', ['物业楼']], ['二', ['2号楼']], ['', []]])('%s', (written, value) => { expect(readParts(text(written), '楼栋', '号楼')).toMatchObject({ value }); });
  test.each(['9-1', '1-999', '!!'])('%s is refused', (written) => { expect(readParts(text(written), '楼栋', '号楼')).toHaveProperty('refused'); });
});

describe('units', () => {
  const units = new UnitNames([{ id: 1, name: '市水利局党支部' }, { id: 2, name: '中共某市林业局委员会' }, { id: 3, name: '市医院党委' }, { id: 4, name: '市医院党支部' }]);
  test.each([['市水利局党支部', 1], ['市水利局', 1], ['市 水利局 党委', 1], ['市医院党支部', 4], ['市医院', null], ['市旅游局', null]])('«%s» is %p', (name, id) => { expect(units.find(name)?.id ?? null).toBe(id); });
  test('a line of the list', () => {
    const none = new CommunityNames([]);
    expect(judgeUnit(row({ name: '市水利局 党支部', parent: '市直机关工委' }), none)).toMatchObject({ verdict: 'MENDED', key: '市水利局党支部', values: { name: '市水利局党支部', parent: '市直机关工委' } });
    expect(judgeUnit(row({ name: '甲党委', parent: '甲党委' }), none)).toMatchObject({ verdict: 'REFUSED', notes: ['上级党组织不能是自己'] });
    expect(judgeUnit(row({ parent: '甲党委' }), none)).toMatchObject({ verdict: 'REFUSED', notes: ['没有单位名称'] });
    expect(judgeUnit(row({ name: '123' }), none).verdict).toBe('REFUSED');
  });
});
