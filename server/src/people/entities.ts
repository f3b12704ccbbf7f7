import { Area } from './areas/area.entity.js';
import { Consent } from './consents/consent.entity.js';
import { Liaison } from './liaisons/liaison.entity.js';
import { Post } from './posts/post.entity.js';
import { ImportJob, ImportRow } from './imports/import.entity.js';
import { RosterDifference } from './imports/difference.entity.js';
import { MemberRegistration, RosterEntry, UnitRegistration } from './registrations/registration.entity.js';
import { WorkdayChange } from './workdays/workday.entity.js';
import { Profile, StationClaim } from './stations/station.entity.js';
import { Unit } from './units/unit.entity.js';
import { DemoAccountRow, PhoneCode, SessionRow, TypedPhone, User } from './users/user.entity.js';

export const peopleEntities = [Area, Unit, User, SessionRow, PhoneCode, TypedPhone, DemoAccountRow, Post, Consent, MemberRegistration, UnitRegistration, RosterEntry, ImportJob, ImportRow, RosterDifference, Liaison, StationClaim, Profile, WorkdayChange];
