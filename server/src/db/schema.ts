import { boardEntities } from '../board/entities.js';
import { creditEntities } from '../credit/entities.js';
import { honoursEntities } from '../honours/entities.js';
import { insightEntities } from '../insight/entities.js';
import { peopleEntities } from '../people/entities.js';
import { reachEntities } from '../reach/entities.js';
import { Audit, Idempotency, Seal } from './ground.entities.js';
import { Ground1790000000001 } from './migrations/0001-ground.js';
import { People1790000000002 } from './migrations/0002-people.js';
import { Reach1790000000003 } from './migrations/0003-reach.js';
import { Credit1790000000004 } from './migrations/0004-credit.js';
import { Board1790000000005 } from './migrations/0005-board.js';
import { Imports1790000000010 } from './migrations/0010-imports.js';
import { Ledger1790000000011 } from './migrations/0011-ledger.js';
import { Records1790000000012 } from './migrations/0012-records.js';
import { Registration1790000000013 } from './migrations/0013-people.js';
import { RecordsLaw1790000000014 } from './migrations/0014-records-law.js';
import { Certificates1790000000015 } from './migrations/0015-certificates.js';
import { Stars1790000000016 } from './migrations/0016-stars.js';
import { Thanks1790000000017 } from './migrations/0017-thanks.js';
import { Lists1790000000018 } from './migrations/0018-lists.js';
import { Dashboards1790000000019 } from './migrations/0019-dashboards.js';
import { Burden1790000000020 } from './migrations/0020-burden.js';
import { Wechat1790000000021 } from './migrations/0021-wechat.js';
import { Messages1790000000022 } from './migrations/0022-messages.js';
import { Moderation1790000000023 } from './migrations/0023-moderation.js';
import { Codes1790000000024 } from './migrations/0024-codes.js';
import { Offline1790000000025 } from './migrations/0025-offline.js';

/** Every table and every migration, in the order of the house. The one place in db/ that looks into the rooms. */
export const entities = [Idempotency, Audit, Seal, ...reachEntities, ...peopleEntities, ...creditEntities, ...boardEntities, ...honoursEntities, ...insightEntities];
export const migrations = [
  Ground1790000000001,
  People1790000000002,
  Reach1790000000003,
  Credit1790000000004,
  Board1790000000005,
  Imports1790000000010,
  Ledger1790000000011,
  Records1790000000012,
  Registration1790000000013,
  RecordsLaw1790000000014,
  Certificates1790000000015,
  Stars1790000000016,
  Thanks1790000000017,
  Lists1790000000018,
  Dashboards1790000000019,
  Burden1790000000020,
  Wechat1790000000021,
  Messages1790000000022,
  Moderation1790000000023,
  Codes1790000000024,
  Offline1790000000025,
];
