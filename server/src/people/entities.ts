import { Area } from './areas/area.entity.js';
import { Consent } from './consents/consent.entity.js';
import { Post } from './posts/post.entity.js';
import { MemberRegistration, RosterEntry, UnitRegistration } from './registrations/registration.entity.js';
import { Unit } from './units/unit.entity.js';
import { PhoneCode, SessionRow, User } from './users/user.entity.js';

export const peopleEntities = [Area, Unit, User, SessionRow, PhoneCode, Post, Consent, MemberRegistration, UnitRegistration, RosterEntry];
