import type { EntityManager } from 'typeorm';
import { addDays, DAY_MS, dayOf, HOUR_MS, NEED_ANSWER_WORKDAYS, startOfDay, type NeedStatus, type ProjectStatus, type ProjectStep, type ResourceKind } from '@xianfeng/shared';
import { addWorkdays } from '../lib/workdays.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { County, Person, Place } from './people.js';
import type { Chance } from './random.js';

interface Words { kind: ResourceKind; title: string; times: string; limits: string; skill?: string }
const OFFERS: Words[] = [
  { kind: 'VENUE', title: '三楼会议室', times: '工作日晚上、周末', limits: '六十人以内，提前两天约' }, { kind: 'SKILL', title: '上门维修小家电', times: '每月第二个周六', limits: '不收材料以外的钱', skill: '家电维修' },
  { kind: 'PEOPLE', title: '青年志愿队二十人', times: '周末', limits: '提前一周约' }, { kind: 'SKILL', title: '医保社保政策讲解', times: '工作日', limits: '每场不超过一小时', skill: '政策宣传' },
  { kind: 'GOODS', title: '折叠轮椅三台，可借用', times: '随时', limits: '登记后借，用完擦干净' }, { kind: 'VENUE', title: '院内停车位夜间开放', times: '晚七点到早七点', limits: '二十个车位，按时驶离' },
  { kind: 'SKILL', title: '课后作业辅导', times: '工作日下午四点半后', limits: '一次不超过十个孩子', skill: '课业辅导' }, { kind: 'FUND', title: '微心愿资助', times: '每季度一次', limits: '每件不超过三百元' },
  { kind: 'SKILL', title: '法律咨询', times: '每月第一个周五', limits: '不代理案件', skill: '法律咨询' }, { kind: 'PEOPLE', title: '内科护士义诊', times: '每季度一次', limits: '量血压、测血糖', skill: '医疗健康' },
];
interface Wish { wants: ResourceKind; title: string; text: string; skill?: string }
const WISHES: Wish[] = [
  { wants: 'VENUE', title: '想借会议室开居民大会', text: '社区活动室只坐得下三十人，加装电梯的事要全楼一起商量。' }, { wants: 'VENUE', title: '晚上没处停车，盼单位停车位开放', text: '消防通道常被占，老人夜里叫救护车进不来。' },
  { wants: 'SKILL', title: '每月来一次家电维修', text: '老小区独居老人多，小毛病没人修。', skill: '家电维修' }, { wants: 'SKILL', title: '暑期作业辅导班缺老师', text: '三十来个孩子，家长白天都上班。', skill: '课业辅导' },
  { wants: 'PEOPLE', title: '全楼清理楼道堆物要二十个人', text: '六个单元，一个上午清完。' }, { wants: 'GOODS', title: '社区想备两台轮椅给居民借用', text: '去医院、晒太阳都用得上。' },
  { wants: 'PEOPLE', title: '给高龄老人办一次义诊', text: '八十岁以上的有四十多位，出门不便。', skill: '医疗健康' }, { wants: 'SKILL', title: '请人讲一讲医保怎么报销', text: '好几位居民在外地看病，不会报。', skill: '政策宣传' },
];
/** How the projects of the county stand: needs in the order above. */
const PLANS: { wish: number; offer: number; status: ProjectStatus; begun: number; due: number; pact?: true }[] = [
  { wish: 0, offer: 0, status: 'CLOSED', begun: 120, due: 80, pact: true }, { wish: 2, offer: 1, status: 'RUNNING', begun: 40, due: -20, pact: true }, { wish: 1, offer: 5, status: 'CHECKING', begun: 60, due: -3, pact: true },
  { wish: 4, offer: 2, status: 'RUNNING', begun: 50, due: 6 }, { wish: 3, offer: 6, status: 'SET_UP', begun: 4, due: -26 }, { wish: 7, offer: 3, status: 'DROPPED', begun: 70, due: 40 },
];
const STEPS: Record<ProjectStatus, ProjectStep[]> = { SET_UP: ['CREATE'], RUNNING: ['CREATE', 'START'], CHECKING: ['CREATE', 'START', 'FINISH'], CLOSED: ['CREATE', 'START', 'FINISH', 'PASS'], DROPPED: ['CREATE', 'DROP'] };
const NOTES: Partial<Record<ProjectStep, string>> = { FINISH: '已经按约定做好，居民在用', PASS: '到现场看过，属实', DROP: '单位搬迁，先停一停' };

/** Three lists that are lived in, and agreements: one soon over, one with most of its projects done. */
export async function seedLists(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<void> {
  const rows = { resource: [] as Row[], need: [] as Row[], need_step: [] as Row[], need_event: [] as Row[], need_listing: [] as Row[], project: [] as Row[], project_resource: [] as Row[], project_step: [] as Row[], agreement: [] as Row[], agreement_unit: [] as Row[], audit: [] as Row[] };
  const did = (at: number, actorId: number, action: string, refType: string, refId: number, areaId: number): void => void rows.audit.push(auditRow(ids, at, actorId, action, refType, refId, areaId));
  const units = await m.query<{ unitId: number; name: string; communityId: number; submittedBy: number; liaisonName: string; liaisonPhone: string }[]>("SELECT g.unitId, u.name, g.communityId, g.submittedBy, g.liaisonName, g.liaisonPhone FROM unit_registration g JOIN unit u ON u.id = g.unitId WHERE g.status = 'ACCEPTED' ORDER BY g.id");
  const workers = await m.query<{ userId: number; areaId: number }[]>("SELECT userId, areaId FROM post WHERE role IN ('COMMUNITY_WORKER', 'STREET_OFFICER') ORDER BY id");
  const first = county.communities[0]!, offered = new Map<string, number>();

  const offer = (w: Words, community: Place, at: number, by: number, from: { unitId: number | null; giver: string; contactName: string; contactPhone: string }): number => {
    const id = ids.at(at);
    rows.resource.push({ id, communityId: community.id, kind: w.kind, title: w.title, times: w.times, limits: w.limits, skill: w.skill ?? null, unitId: from.unitId, personId: null, giver: from.giver, contactName: from.contactName, contactPhone: from.contactPhone, withdrawn: 0, createdBy: by, createdAt: at });
    did(at, by, 'resource.offer', 'resource', id, community.id);
    return id;
  };
  const want = (w: Wish, community: Place, at: number, status: NeedStatus): number => {
    const id = ids.at(at), asker = county.residents.find((p) => p.community === community) ?? county.residents[0]!, secretary = county.staff.get(community.id)!, compound = county.compounds.get(community.id)![0]!;
    rows.need.push({ id, areaId: compound.id, communityId: community.id, kind: 'OTHER', title: w.title, text: w.text, place: '', askerId: asker.id, onBehalfOf: null, phone: asker.phone, status, reply: null, taskId: null, createdAt: at, dueAt: addWorkdays(at, NEED_ANSWER_WORKDAYS), closedAt: null });
    const event = (text: string, when: number, by: string | null): void => void rows.need_event.push({ id: ids.at(when), needId: id, text, byName: by, at: when });
    rows.need_step.push({ id: ids.at(at), needId: id, communityId: community.id, kind: 'OTHER', step: 'ASKED', askedAt: at, at });
    event('已提交，等待社区回应', at, asker.name);
    did(at, asker.id, 'need.create', 'need', id, compound.id);
    event('已列入社区需求清单，正在找能帮忙的单位', at + 5 * HOUR_MS, null);
    rows.need_listing.push({ needId: id, communityId: community.id, wants: w.wants, skill: w.skill ?? null, projectId: null, listedBy: secretary.id, listedAt: at + 5 * HOUR_MS });
    did(at + 5 * HOUR_MS, secretary.id, 'need.list', 'need', id, community.id);
    return id;
  };
  const project = (plan: (typeof PLANS)[number], community: Place, needId: number, resourceId: number, title: string, agreementId: number | null): void => {
    const secretary: Person = county.staff.get(community.id)!, checker = workers.find((w) => w.areaId === community.id && w.userId !== secretary.id) ?? workers.find((w) => community.path.includes(`/${w.areaId}/`))!;
    const at = now - plan.begun * DAY_MS, dueDay = addDays(dayOf(now), -plan.due), steps = STEPS[plan.status], id = ids.at(at), last = at + (steps.length - 1) * 10 * DAY_MS, isOver = plan.status === 'CLOSED' || plan.status === 'DROPPED';
    rows.project.push({ id, communityId: community.id, title, text: '', ownerId: secretary.id, dueDay, status: plan.status, agreementId, createdBy: secretary.id, createdAt: at, finishedBy: steps.includes('FINISH') ? secretary.id : null, verifiedBy: plan.status === 'CLOSED' ? checker.userId : null, closedAt: isOver ? last : null });
    rows.project_resource.push({ projectId: id, resourceId });
    steps.forEach((step, i) => {
      const when = Math.min(at + i * 10 * DAY_MS, now - HOUR_MS), by = step === 'PASS' ? checker.userId : secretary.id;
      rows.project_step.push({ id: ids.at(when), projectId: id, step, byId: by, note: NOTES[step] ?? null, at: when });
      did(when, by, `project.${step.toLowerCase()}`, 'project', id, community.id);
    });
    const listing = rows.need_listing.find((l) => l['needId'] === needId)!, need = rows.need.find((n) => n['id'] === needId)!;
    if (plan.status === 'DROPPED') return;
    listing['projectId'] = id;
    rows.need_event.push({ id: ids.at(at), needId, text: `已立项“${title}”，${dueDay} 前办理`, byName: null, at });
    need['dueAt'] = startOfDay(addDays(dueDay, 1));
    if (plan.status !== 'CLOSED') return;
    const reply = `共建项目“${title}”已完成并通过验收`;
    Object.assign(need, { status: 'ANSWERED', reply, closedAt: last });
    rows.need_event.push({ id: ids.at(last), needId, text: reply, byName: null, at: last });
    rows.need_step.push({ id: ids.at(last), needId, communityId: community.id, kind: 'OTHER', step: 'ANSWERED', askedAt: Number(need['createdAt']), at: last });
  };

  for (const [i, u] of units.entries()) {
    const community = county.communities.find((c) => c.id === u.communityId)!, count = community === first ? OFFERS.length : 3;
    for (let k = 0; k < count; k++) {
      const w = OFFERS[(i * 3 + k) % OFFERS.length]!;
      if (offered.has(`${community.id}/${w.title}`)) continue;
      offered.set(`${community.id}/${w.title}`, offer(w, community, now - chance.whole(130, 300) * DAY_MS, u.submittedBy, { unitId: u.unitId, giver: '', contactName: u.liaisonName, contactPhone: u.liaisonPhone }));
    }
  }
  const secretary = county.staff.get(first.id)!;
  for (const w of OFFERS) if (!offered.has(`${first.id}/${w.title}`)) offered.set(`${first.id}/${w.title}`, offer(w, first, now - chance.whole(130, 300) * DAY_MS, secretary.id, { unitId: null, giver: '市第二中学', contactName: '办公室', contactPhone: '0359-2220001' }));
  offer({ kind: 'GOODS', title: '老人早餐八折', times: '每天七点到九点', limits: '凭社区卡' }, first, now - 30 * DAY_MS, secretary.id, { unitId: null, giver: '老李早餐店', contactName: '老李', contactPhone: '0359-2220002' });

  const own = units.find((u) => u.communityId === first.id) ?? units[0]!;
  const pact = (unit: typeof own, begun: number, days: number): number => {
    const at = now - begun * DAY_MS, id = ids.at(at), community = county.communities.find((c) => c.id === unit.communityId)!, by = county.staff.get(community.id)!;
    rows.agreement.push({ id, communityId: community.id, title: `${unit.name}与${community.name}共建协议`, text: '单位开放会议室和停车位，每月一次便民服务；社区每季度通报一次办理情况。', fromDay: dayOf(at), toDay: addDays(dayOf(now), days), reminded: 0, createdBy: by.id, createdAt: at, endedAt: null, endReason: null });
    rows.agreement_unit.push({ agreementId: id, unitId: unit.unitId });
    did(at, by.id, 'agreement.create', 'agreement', id, community.id);
    return id;
  };
  const main = pact(own, 330, 45);
  for (const u of units.filter((x) => x !== own).slice(0, 2)) pact(u, chance.whole(100, 250), chance.whole(150, 500));

  const here = own.communityId === first.id ? first : county.communities.find((c) => c.id === own.communityId)!;
  const planned = new Set(PLANS.map((p) => p.wish));
  for (const plan of PLANS) {
    const wish = WISHES[plan.wish]!, needId = want(wish, here, now - (plan.begun + 8) * DAY_MS, 'SUBMITTED'), resourceId = offered.get(`${here.id}/${OFFERS[plan.offer]!.title}`);
    if (resourceId !== undefined) project(plan, here, needId, resourceId, wish.title, plan.pact ? main : null);
  }
  for (const [i, w] of WISHES.entries()) if (!planned.has(i)) want(w, here, now - chance.whole(1, 3) * DAY_MS, 'SUBMITTED');
  for (const c of county.communities.slice(2, 5)) want(WISHES[chance.whole(0, WISHES.length - 1)]!, c, now - 2 * DAY_MS, 'SUBMITTED');
  for (const [table, list] of Object.entries(rows)) await bulk(m, table, list);
}
