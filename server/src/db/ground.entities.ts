import { Entity, Index } from 'typeorm';
import { At, Big, Key, KeyStr, Ref, Str, Text } from './columns.js';

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
}
