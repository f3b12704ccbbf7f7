import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { clockOf, dayOf, sayMinutes, type FileLink, type Page, type PaperFormat, type PaperRow, type PaperView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { initials } from '../../lib/mask.js';
import { paper } from '../../lib/pdf/paper.js';
import { writeSheets } from '../../lib/sheet/write.js';
import { findAreas, findArea } from '../../people/areas/areas.store.js';
import { findUnit } from '../../people/units/units.store.js';
import { findPerson } from '../../people/users/users.store.js';
import { childPaths, compose, sectionsFor, type Subject } from './compose.js';
import { HAS_PAPER, readKey, readPeriod, say, type LineDef, type PaperKind, type Period } from './papers.rules.js';
import { drillByCommunity, drillRows, drillSum, unitPlaces, unitVeil, type Drill, type DrillRow } from './papers.store.js';
import { paperPieces, paperSheets } from './print.rules.js';

/** How much the reader sees of the people behind a number. */
type Sight = 'named' | 'initials' | 'agreed' | 'places';
const linkPath = (kind: PaperKind, id: number, period: string, format: PaperFormat): string => `papers/${kind}/${id}/${period}/${format}`;

/** Papers of a year or a half: counted from what was done, each number with the records behind it, the same on screen, PDF and Excel. */
@Injectable()
export class PapersService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads) {}

  async view(me: Me, kind: PaperKind, id: number, period: Period): Promise<PaperView> {
    const { subject } = await this.asked(me, kind, id, period);
    return compose(this.tx.read, subject, this.clock.now());
  }
  /** The records behind one number, newest first; their values add up to it. @throws NOT_FOUND where the paper has no such number */
  async rows(me: Me, kind: PaperKind, id: number, period: Period, key: string, after: string | undefined): Promise<Page<PaperRow>> {
    const { subject, sight, mayOpen } = await this.asked(me, kind, id, period), m = this.tx.read, found = readKey(key, sectionsFor(subject));
    if (!found) throw fail('NOT_FOUND');
    const { def, at } = found, drill: Drill = { at: at && { ...at, paths: at.by === 'child' ? await childPaths(m, subject, at.value) : null }, agreedOnly: false };
    const isAboutPeople = def.source === 'record' || def.source === 'person';
    if (sight === 'places' && isAboutPeople) return { items: await this.byPlaces(def, subject, period, drill), next: null };
    const veiled = sight === 'agreed' && isAboutPeople, shown = { ...drill, agreedOnly: veiled };
    const page = pageOf(await drillRows(m, def, subject.scope, period, shown, beforeId(after), PAGE_ROWS), (r) => rowView(r, def, subject, sight, mayOpen), (r) => String(r.id));
    if (!veiled || page.next !== null) return page;
    const rest = (await drillSum(m, def, subject.scope, period, drill)) - (await drillSum(m, def, subject.scope, period, shown));
    return rest === 0 ? page : { items: [...page.items, { id: 0, title: '其余合计', note: '本人没有同意向单位公开，只计入合计', value: rest, text: say(def, rest), link: null }], next: null };
  }
  async file(me: Me, kind: PaperKind, id: number, period: Period, format: PaperFormat): Promise<FileLink> {
    const { subject } = await this.asked(me, kind, id, period);
    return { url: this.downloads.link(linkPath(kind, id, period.code, format), me.id), name: nameOf(subject, format) };
  }
  /** @throws NOT_FOUND for a link that is wrong or too old */
  async download(kind: string, id: number, code: string, format: string, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(linkPath(kind as PaperKind, id, code, format as PaperFormat), query), period = readPeriod(code), now = this.clock.now();
    if (!period) throw fail('NOT_FOUND');
    const subject = await this.subject(kind as PaperKind, id, period), view = await compose(this.tx.read, subject, now);
    await this.tx.run((m) => audit(m, { actorId: by, action: 'paper.download', refType: kind.toLowerCase(), refId: id, areaId: subject.area?.id ?? null, detail: { period: code, format }, at: now }));
    const stream = format === 'pdf' ? paper(paperPieces(subject.kind, view), { title: `${view.title} ${view.subject} ${view.period}`, footer: `${view.subject} · ${view.title} · ${view.period}`, at: now }) : writeSheets(paperSheets(view));
    return { name: nameOf(subject, format as PaperFormat), stream };
  }

  /** The subject, after asking whether this reader may see its paper, and how much of the people in it. */
  private async asked(me: Me, kind: PaperKind, id: number, period: Period): Promise<{ subject: Subject; sight: Sight; mayOpen: boolean }> {
    if (kind === 'MEMBER') me.requireSelf(id);
    const subject = await this.subject(kind, id, period);
    if (kind === 'MEMBER') return { subject, sight: 'named', mayOpen: true };
    if (kind === 'AREA') {
      me.require('insight.view', subject.area!.path);
      const mayOpen = me.may('log.verify', subject.area!.path);
      return { subject, sight: mayOpen ? 'named' : 'initials', mayOpen };
    }
    if (me.session.posts.some((p) => p.role === 'UNIT_LIAISON' && p.unitId === id)) {
      me.requireSelf(me.id);
      return { subject, sight: 'agreed', mayOpen: false };
    }
    // The communities where the unit is registered get its report too, without its people.
    const places = await unitPlaces(this.tx.read, id), mine = places.find((a) => me.may('insight.view', a.path)) ?? places[0];
    if (mine) me.require('insight.view', mine.path);
    else me.requireSelf(null);
    return { subject, sight: 'places', mayOpen: false };
  }
  private async subject(kind: PaperKind, id: number, period: Period): Promise<Subject> {
    const m = this.tx.read;
    if (kind === 'AREA') {
      const area = await findArea(m, id);
      if (!area) throw fail('NOT_FOUND');
      if (!HAS_PAPER.includes(area.kind)) throw failFields({ areaId: '请选择市、街道（镇）或社区（村）' });
      return { kind, id, name: area.name, area, scope: { kind, path: area.path }, period };
    }
    if (kind === 'UNIT') {
      const unit = await findUnit(m, id);
      if (!unit) throw fail('NOT_FOUND');
      return { kind, id, name: unit.name, area: null, scope: { kind, path: unit.path, veil: await unitVeil(m, unit.path, period) }, period };
    }
    const person = await findPerson(m, id);
    if (!person) throw fail('NOT_FOUND');
    const home = person.communityId === null ? null : (await findAreas(m, [person.communityId])).get(person.communityId);
    return { kind, id, name: [person.name, person.unitName, home?.name].filter(Boolean).join(' · '), area: null, scope: { kind, userId: id }, period };
  }
  private async byPlaces(def: LineDef, subject: Subject, period: Period, drill: Drill): Promise<PaperRow[]> {
    const m = this.tx.read, note = '只按社区合计，不显示个人';
    // Somebody who served in two communities is one person: people are not added up by places.
    if (def.measure === 'PEOPLE') {
      const value = await drillSum(m, def, subject.scope, period, drill);
      return value === 0 ? [] : [{ id: 0, title: '合计', note: '不显示个人', value, text: say(def, value), link: null }];
    }
    return (await drillByCommunity(m, def, subject.scope, period, drill)).filter((r) => r.value !== 0).map((r) => ({ ...r, note, text: say(def, r.value), link: null }));
  }
}

const LINKS: Partial<Record<LineDef['source'], string>> = { need: '/packages/desk/pages/need/index?id=', task: '/packages/desk/pages/task/index?id=' };
function rowView(r: DrillRow, def: LineDef, subject: Subject, sight: Sight, mayOpen: boolean): PaperRow {
  const { kind } = subject, name = (text: string): string => (sight === 'initials' ? initials(text) : text), isPerson = def.measure === 'PEOPLE' || def.source === 'person';
  // A unit's own registrations are told apart by where, a place's by who.
  const isPlace = kind === 'UNIT' && (def.source === 'unit' || def.source === 'unitNow');
  const when = r.day ?? (r.at === null ? null : `${dayOf(r.at)} ${clockOf(r.at)}`), minutes = Number(r.minutes);
  const spent = minutes === 0 ? null : minutes < 0 ? `更正 -${sayMinutes(-minutes)}` : sayMinutes(minutes);
  const link = !mayOpen ? null : kind === 'MEMBER' ? (r.logId === null ? null : `/packages/more/pages/log-view/index?id=${r.logId}`) : LINKS[def.source] ? `${LINKS[def.source]}${r.id}` : r.taskId === null ? null : `${LINKS.task}${r.taskId}`;
  return {
    id: r.id, title: isPerson ? name(r.title) : isPlace ? r.place ?? '' : r.title, note: [when, isPlace || r.place === r.title || r.place === subject.name ? null : r.place, r.person && kind !== 'MEMBER' ? name(r.person) : null, spent].filter(Boolean).join(' · '),
    value: Number(r.value), text: def.measure === 'COUNT' || def.measure === 'PEOPLE' ? '' : say(def, Number(r.value)), link,
  };
}
const nameOf = (s: Subject, format: PaperFormat): string => `${s.name.split(' · ')[0]}-${s.kind === 'UNIT' ? '单位双报告' : s.kind === 'MEMBER' ? '半年报告' : '年度情况'}-${s.period.text}.${format}`;
