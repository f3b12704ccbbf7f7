import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { dayOf, LIST_FILE_SCOPES, LISTED_STATES, PROJECT_STATUSES, RESOURCE_KINDS, RESOURCE_STATUSES, type FileLink, type ListFileInput, type ListFileScope } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { writeSheets, type OutCell } from '../../lib/sheet/write.js';
import { findArea } from '../../people/areas/areas.store.js';
import { listedWithin } from './listings.store.js';
import { isOverdue, listedState, resourceStatus } from './lists.rules.js';
import { ProjectViewService } from './project-view.service.js';
import { projectsWithin } from './projects.store.js';
import { resourcesWithin } from './resources.store.js';

const AT_ONCE = 500;
const linkPath = (areaId: number, scope: string): string => `lists/${areaId}/${scope}/lists.xlsx`;
/** All pages of a list that is newest first. */
async function* each<R>(read: (before: number) => Promise<R[]>, id: (row: R) => number): AsyncGenerator<R[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await read(before);
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    before = id(rows.at(-1)!);
  }
}
/** The three lists as one workbook, a sheet each, with what was asked for above each. */
@Injectable()
export class ListsFileService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly downloads: Downloads, private readonly projects: ProjectViewService) {}

  async link(me: Me, { areaId, scope }: ListFileInput): Promise<FileLink> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('list.manage', path);
    return { url: this.downloads.link(linkPath(areaId, scope), me.id), name: nameOf((await findArea(this.tx.read, areaId))!.name, scope) };
  }
  /** @throws NOT_FOUND for a link that is wrong or too old */
  async download(areaId: number, scope: string, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(linkPath(areaId, scope), query), area = await findArea(this.tx.read, areaId), now = this.clock.now();
    if (!area || !(scope in LIST_FILE_SCOPES)) throw fail('NOT_FOUND');
    await this.tx.run((m) => audit(m, { actorId: by, action: 'lists.download', refType: 'area', refId: areaId, areaId, detail: { scope }, at: now }));
    const isOpen = scope === 'OPEN', m = this.tx.read, today = dayOf(now);
    const head = (what: string): string => `${what} · ${area.name} · ${LIST_FILE_SCOPES[scope as ListFileScope]}${isOpen ? '（不含已撤回、已办结、已中止）' : ''} · ${today} 导出`;
    const col = (title: string, width: number) => ({ title, width });
    const resources = async function* (): AsyncGenerator<OutCell[]> {
      for await (const rows of each((before) => resourcesWithin(m, area.path, { withdrawn: !isOpen }, now, before, AT_ONCE), (r) => r.id))
        for (const r of rows) yield [r.communityName, r.giver, RESOURCE_KINDS[r.kind], r.title, r.skill, r.times, r.limits, r.contactName, r.contactPhone, RESOURCE_STATUSES[resourceStatus(r)], r.uses, r.lastUsedAt === null ? null : dayOf(r.lastUsedAt)];
    };
    const needs = async function* (): AsyncGenerator<OutCell[]> {
      for await (const rows of each((before) => listedWithin(m, area.path, undefined, before, AT_ONCE), (r) => r.needId))
        for (const r of rows) if (!isOpen || listedState(r) !== 'DONE') yield [r.communityName, r.title, r.text, r.place, RESOURCE_KINDS[r.wants], r.skill, LISTED_STATES[listedState(r)], r.projectTitle, dayOf(r.listedAt)];
    };
    const cards = this.projects;
    const projects = async function* (): AsyncGenerator<OutCell[]> {
      for await (const rows of each((before) => projectsWithin(m, area.path, { live: isOpen }, before, AT_ONCE), (r) => r.id)) {
        const shown = await cards.cards(m, rows);
        for (const [i, r] of rows.entries())
          yield [r.communityName, r.title, r.text, shown[i]!.resources.map((x) => `${x.title}（${x.giver}）`).join('、'), shown[i]!.needs.map((x) => x.title).join('、'), r.ownerName, r.dueDay, PROJECT_STATUSES[r.status], isOverdue(r, today) ? '逾期' : null, r.agreementTitle, r.status === 'CLOSED' && r.closedAt !== null ? dayOf(r.closedAt) : null];
      }
    };
    const stream = writeSheets([
      { name: '资源清单', title: head('资源清单'), rows: resources(), columns: [col('社区', 14), col('提供单位', 24), col('类别', 8), col('资源名称', 30), col('专长', 10), col('可用时间', 20), col('使用要求', 30), col('联系人', 10), col('联系电话', 14), col('状态', 8), col('用过几次', 10), col('最近一次', 12)] },
      { name: '需求清单', title: head('需求清单'), rows: needs(), columns: [col('社区', 14), col('需求', 30), col('说明', 40), col('地点', 16), col('需要', 8), col('专长', 10), col('状态', 10), col('项目', 30), col('列入日期', 12)] },
      { name: '项目清单', title: head('项目清单'), rows: projects(), columns: [col('社区', 14), col('项目', 30), col('说明', 30), col('用到的资源', 36), col('对应的需求', 36), col('负责人', 10), col('完成期限', 12), col('状态', 8), col('是否逾期', 8), col('共建协议', 24), col('销号日期', 12)] },
    ]);
    return { name: nameOf(area.name, scope as ListFileScope), stream };
  }
}
const nameOf = (area: string, scope: ListFileScope): string => `${area}三张清单-${LIST_FILE_SCOPES[scope]}.xlsx`;
