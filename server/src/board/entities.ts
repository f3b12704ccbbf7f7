import { Agreement, AgreementUnit } from './agreements/agreement.entity.js';
import { RecordAppeal } from './appeals/appeal.entity.js';
import { Attendance, DayCodeTry, OfflineMarkRow } from './attendance/attendance.entity.js';
import { Claim, Offer } from './claims/claim.entity.js';
import { ManualEntry, RecordRequest } from './entries/entry.entity.js';
import { MatchDismissal, NeedListing, Project, ProjectResource, ProjectStepRow, Resource } from './lists/lists.entity.js';
import { ServiceLog, VerifyReminder } from './logs/log.entity.js';
import { Need, NeedEvent } from './needs/need.entity.js';
import { NeedStep } from './needs/need-step.entity.js';
import { ThanksWord } from './needs/thanks.entity.js';
import { ServiceRecord } from './records/record.entity.js';
import { RecordSample, SampleDraw } from './samples/sample.entity.js';
import { Shift, Task, TaskFeed } from './tasks/task.entity.js';

export const boardEntities = [Need, NeedEvent, NeedStep, ThanksWord, Task, Shift, TaskFeed, Claim, Offer, Attendance, DayCodeTry, OfflineMarkRow, ServiceLog, VerifyReminder, ServiceRecord, RecordAppeal, RecordRequest, ManualEntry, SampleDraw, RecordSample, Resource, NeedListing, Project, ProjectResource, ProjectStepRow, MatchDismissal, Agreement, AgreementUnit];
