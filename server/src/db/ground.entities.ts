import { Entity, Index } from 'typeorm';
import { At, Big, Int, Key, KeyStr, Ref, Str, Text } from './columns.js';

@Entity('idempotency')
@Index('ix_idempotency_created', ['createdAt'])
export class Idempotency {
  @Key() userId: number;
  @KeyStr(64) idemKey: string;
  @Str(43) hash: string;
  @Text() body: string;
  @At() createdAt: number;
}
@Entity('audit')
@Index('ix_audit_ref', ['refType', 'refId'])
@Index('ix_audit_actor', ['actorId', 'id'])
export class Audit {
  @Key() id: number;
  @Ref() actorId: number;
  @Str(40) action: string;
  @Str(24) refType: string;
  @Ref() refId: number;
  @Big({ nullable: true }) areaId: number | null;
  @Str(300, { nullable: true }) reason: string | null;
  @Text({ nullable: true }) detail: string | null;
  @At() createdAt: number;
  /** SHA-256 of everything above (db/audit.ts). */
  @Str(43, { nullable: true }) hash: string | null;
}
/** A block of rows that are finished: their hashes chained with the block before. What is taken away, put in or exchanged later no longer fits. */
@Entity('seal')
@Index('uq_seal_from', ['what', 'fromId'], { unique: true })
export class Seal {
  @Key() id: number;
  /** The table. */
  @Str(12) what: 'journal_tx' | 'audit';
  /** Ids after this one … */
  @Ref() fromId: number;
  /** … up to this one. */
  @Ref() toId: number;
  @Int() rowCount: number;
  @Str(43) prevHash: string;
  @Str(43) hash: string;
  @At() createdAt: number;
}
