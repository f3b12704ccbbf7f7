import { Entity, Index } from 'typeorm';
import { CERTIFICATE_LIMITS, type CertificateRequestStatus, type CertificateStatus } from '@xianfeng/shared';
import { At, Flag, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** 志愿服务记录证明. What it says is `facts`, written once; only its standing changes. */
@Entity('certificate')
@Index('uq_certificate_number', ['number'], { unique: true })
@Index('uq_certificate_token', ['token'], { unique: true })
@Index('ix_certificate_person', ['userId', 'id'])
@Index('ix_certificate_desk', ['communityId', 'id'])
export class Certificate {
  @Key() id: number;
  @Str(24) number: string;
  /** In the QR code: 128 bits, so that nobody finds papers by counting. */
  @Str(22) token: string;
  @Ref() userId: number;
  @Ref() communityId: number;
  /** The calendar year it attests; 0: all up to the day of issue. */
  @Int() year: number;
  @Int() minutes: number;
  @Int() services: number;
  @Text() facts: string;
  /** SHA-256 of number, token and facts: a changed byte no longer fits. */
  @Str(43) hash: string;
  @Str(10) status: CertificateStatus;
  @Str(CERTIFICATE_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) replacesId: number | null;
  @Ref({ nullable: true }) replacedById: number | null;
  @Ref() issuedBy: number;
  @At() issuedAt: number;
  @At({ nullable: true }) endedAt: number | null;
}
/** `live` is 1 while it waits: one per person and community. */
@Entity('certificate_request')
@Index('uq_certificate_request_live', ['userId', 'communityId', 'live'], { unique: true })
@Index('ix_certificate_request_desk', ['communityId', 'live', 'id'])
@Index('ix_certificate_request_person', ['userId', 'id'])
export class CertificateRequest {
  @Key() id: number;
  @Ref() userId: number;
  @Ref() communityId: number;
  @Int() year: number;
  @Flag() idLine: number;
  @Str(10) status: CertificateRequestStatus;
  @Int({ nullable: true }) live: number | null;
  @Str(CERTIFICATE_LIMITS.reason.max, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) certificateId: number | null;
  @At() createdAt: number;
  @At({ nullable: true }) decidedAt: number | null;
}
/** The running number of one community; `code` stands for it in every number. */
@Entity('certificate_series')
@Index('uq_certificate_series_code', ['code'], { unique: true })
export class CertificateSeries {
  @Key() communityId: number;
  @Int() code: number;
  @Int() year: number;
  @Int() last: number;
}
/** One file for the national information system. */
@Entity('national_export')
@Index('ix_national_export_area', ['areaId', 'id'])
export class NationalExport {
  @Key() id: number;
  @Ref() areaId: number;
  @Int() rowCount: number;
  @Int() minutes: number;
  @Ref() madeBy: number;
  @At() madeAt: number;
}
/** A record is handed over once: the key refuses a second file. */
@Entity('national_mark')
@Index('ix_national_mark_export', ['exportId', 'recordId'])
export class NationalMark {
  @Key() recordId: number;
  @Ref() exportId: number;
}
