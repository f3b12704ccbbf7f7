export const AREA_KINDS = { CITY: '市', STREET: '街道', TOWN: '镇', COMMUNITY: '社区', VILLAGE: '村', GRID: '网格', COMPOUND: '小区', BUILDING: '楼栋', STAIRWELL: '单元' } as const;
export type AreaKind = keyof typeof AREA_KINDS;
/** Which kinds may stand below which. */
export const AREA_CHILDREN: Record<AreaKind, readonly AreaKind[]> = {
  CITY: ['STREET', 'TOWN'], STREET: ['COMMUNITY', 'VILLAGE'], TOWN: ['COMMUNITY', 'VILLAGE'], COMMUNITY: ['GRID', 'COMPOUND'], VILLAGE: ['GRID', 'COMPOUND'],
  GRID: ['GRID', 'COMPOUND'], COMPOUND: ['BUILDING'], BUILDING: ['STAIRWELL'], STAIRWELL: [],
};
export const AREA_LIMITS = { name: { min: 1, max: 40 } } as const;
export interface AreaView { id: number; parentId: number | null; kind: AreaKind; name: string; path: string; hasChildren: boolean }
export interface CreateAreaInput { parentId: number; kind: AreaKind; name: string }
export interface RenameAreaInput { name: string }

export const UNIT_LIMITS = { name: { min: 2, max: 60 } } as const;
/** A party organisation of a workplace (单位党组织). `areaId` is where it is stationed, null until known. */
export interface UnitView { id: number; parentId: number | null; name: string; areaId: number | null; memberCount: number }
export interface CreateUnitInput { name: string; parentId?: number; areaId?: number }
