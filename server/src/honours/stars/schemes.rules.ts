import type { AreaKind, StarIssuer, StarSchemeInput } from '@xianfeng/shared';
import { failFields } from '../../lib/errors.js';
import { requireCriteria } from './criteria.rules.js';

const LEVELS: Record<StarIssuer, number> = { CITY: 0, STREET: 1, COMMUNITY: 2 };
/** How high an area stands: 0 the city, 1 streets and towns, 2 communities and villages, 3 whatever is below. */
export const levelOf = (kind: AreaKind): number => (kind === 'CITY' ? 0 : kind === 'STREET' || kind === 'TOWN' ? 1 : kind === 'COMMUNITY' || kind === 'VILLAGE' ? 2 : 3);
/** A scheme of a city or street, issued there or below. Its criteria come back as they are kept. @throws INVALID */
export function requireScheme(input: StarSchemeInput, area: AreaKind): StarSchemeInput {
  const wrong: Record<string, string> = {};
  if (levelOf(area) > 1) wrong.areaId = '星级办法由市里或街道制定';
  else if (LEVELS[input.issuer] < levelOf(area)) wrong.issuer = '不能由上级发证，请选本级或下级';
  if (Object.keys(wrong).length > 0) throw failFields(wrong);
  return { ...input, criteria: requireCriteria(input.criteria, input.subject) };
}
/** Where a scheme is run: at the level that issues it or below, down to communities. @throws INVALID */
export function requireRunArea(issuer: StarIssuer, area: AreaKind): void {
  if (levelOf(area) > 2) throw failFields({ areaId: '请选社区、街道或全市' });
  if (levelOf(area) < LEVELS[issuer]) throw failFields({ areaId: issuer === 'COMMUNITY' ? '由社区发证的，请选一个社区' : '由街道发证的，请选一个街道或社区' });
}
/** Of an area and those above it, city first: the one that issues. */
export const issuerOf = <T extends { kind: AreaKind }>(issuer: StarIssuer, chain: readonly T[]): T | undefined => chain.find((a) => levelOf(a.kind) === LEVELS[issuer]);
