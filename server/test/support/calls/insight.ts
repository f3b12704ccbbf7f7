import { DEFAULT_TARIFF } from '../../../src/credit/tariff/tariff.rules.js';
import { key } from '../../start.js';
import { at, type Calls } from './entry.js';

export const INSIGHT: Calls = {
  'GET /skills': { make: (e) => ({ query: at(e) }) },
  'GET /skills/people': { make: (e) => ({ query: { ...at(e), skill: '理发', rested: '1' } }) },
  'GET /skills/needs': { make: (e) => ({ query: { ...at(e), kind: 'REPAIR' } }) },
  'GET /desk': { make: (e) => ({ query: at(e) }) },
  'POST /simulations': { by: 'streetOfficer', filtered: true, make: () => ({ body: { rules: DEFAULT_TARIFF } }) },
  'GET /journal': { by: 'auditor', make: (e) => ({ query: { ...at(e), kind: 'AWARD', q: '测试员', from: '2026-01-01', to: '2099-01-01' } }) },
  'GET /journal/:id': { by: 'auditor', make: async (e) => ({ ids: [(await e.entry()).id] }) },
  'GET /reconcile': { by: 'auditor', inCity: true, make: () => ({ query: {} }) },
  'GET /reconcile/:id': { by: 'auditor', inCity: true, make: async (e) => ({ ids: [(await e.people.organiser.api.reconcile.run(key())).id] }) },
  'POST /reconcile': { key: true, by: 'auditor', inCity: true, make: () => ({}) },
  'GET /dashboards': { make: (e) => ({ query: { ...at(e), span: 'QUARTER', day: '2026-11-22' } }) },
  'GET /dashboards/children': { by: 'streetOfficer', make: (e) => ({ query: { ...at(e), span: 'YEAR', day: '2026-11-22' } }) },
  'GET /dashboards/rows': { make: (e) => ({ query: { ...at(e), measure: 'asked', span: 'MONTH', day: '2026-11-22', own: '1', kind: 'REPAIR' } }) },
  'GET /wall': { make: (e) => ({ query: at(e) }) },
};
