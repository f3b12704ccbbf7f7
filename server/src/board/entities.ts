import { Attendance, DayCodeTry } from './attendance/attendance.entity.js';
import { Claim, Offer } from './claims/claim.entity.js';
import { ServiceLog } from './logs/log.entity.js';
import { Need, NeedEvent } from './needs/need.entity.js';
import { ServiceRecord } from './records/record.entity.js';
import { Shift, Task, TaskFeed } from './tasks/task.entity.js';

export const boardEntities = [Need, NeedEvent, Task, Shift, TaskFeed, Claim, Offer, Attendance, DayCodeTry, ServiceLog, ServiceRecord];
