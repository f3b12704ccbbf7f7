import { AGREEMENT_STATUSES, PROJECT_STATUSES, RESOURCE_KINDS, RESOURCE_STATUSES, dayOf, startOfDay, type AgreementCard as AgreementRow, type ProjectCard as ProjectRow, type ProjectStatus, type ResourceKind, type ResourceStatus, type ResourceView } from '@xianfeng/shared';
import type { ReactNode } from 'react';
import { day } from '../lib/format';
import { Card, Facts, Grow, KindBadge, Progress, Row, StatusTag, Tag, Text, type IconName, type Tint } from '../ui';

export const RESOURCE_ICONS: Record<ResourceKind, IconName> = { VENUE: 'building', PEOPLE: 'users', SKILL: 'wrench', GOODS: 'box', FUND: 'coin' };
export const RESOURCE_TONES: Record<ResourceStatus, Tint> = { OFFERED: 'ok', USED: 'pine', WITHDRAWN: 'quiet' };
export const PROJECT_TONES: Record<ProjectStatus, Tint> = { SET_UP: 'info', RUNNING: 'pine', CHECKING: 'warn', CLOSED: 'ok', DROPPED: 'quiet' };
const PAGE = '/packages/desk/pages';
export const projectPage = (id: number): string => `${PAGE}/project/index?id=${id}`;
export const agreementPage = (id: number): string => `${PAGE}/agreement/index?id=${id}`;
/** '12月5日前', with the year when it is another one. */
export function sayDue(date: string): string {
  const [y, m, d] = date.split('-');
  return `${y === dayOf(Date.now()).slice(0, 4) ? '' : `${y}年`}${Number(m)}月${Number(d)}日前`;
}
/** «用过 2 次，最近 9月3日», or that nobody has yet. */
export const sayUse = (r: ResourceView): string => (r.uses === 0 ? '还没有项目用过' : `用过 ${r.uses} 次，最近${r.lastUsedDay ? day(startOfDay(r.lastUsedDay)) : ''}`);
export const ResourceState = ({ row }: { row: ResourceView }) => <Row gap={1} wrap><StatusTag status={row.status} labels={RESOURCE_STATUSES} tone={RESOURCE_TONES[row.status]} />{row.idle ? <Tag tone='gold'>闲置半年</Tag> : null}</Row>;
export const ProjectState = ({ row }: { row: Pick<ProjectRow, 'status' | 'overdue'> }) => <Row gap={1} wrap><StatusTag status={row.status} labels={PROJECT_STATUSES} tone={PROJECT_TONES[row.status]} />{row.overdue ? <Tag tone='red'>逾期</Tag> : null}</Row>;

export function ResourceCard({ row, children }: { row: ResourceView; children?: ReactNode }) {
  return (
    <Card>
      <Row gap={3} top>
        <KindBadge icon={RESOURCE_ICONS[row.kind]} tone='info' />
        <Grow><Text size='lg' strong block>{row.title}</Text><Text size='sm' tone='soft' block>{[RESOURCE_KINDS[row.kind], row.giver, row.community.name].join(' · ')}</Text></Grow>
        <ResourceState row={row} />
      </Row>
      <Facts rows={[
        ...(row.times ? [{ name: '时间', value: row.times, icon: 'clock' as const }] : []), ...(row.limits ? [{ name: '要求', value: row.limits, icon: 'info' as const }] : []),
        { name: '用得怎样', value: sayUse(row), icon: 'pulse' as const }, { name: '联系', value: `${row.contactName} ${row.contactPhone}`, icon: 'phone' as const },
      ]} />
      {children}
    </Card>
  );
}
export function ProjectTile({ row }: { row: ProjectRow }) {
  return (
    <Card to={projectPage(row.id)}>
      <Row spread top gap={2}><Grow><Text size='lg' strong block>{row.title}</Text></Grow><ProjectState row={row} /></Row>
      <Text size='sm' tone='soft' block>{`${row.owner.name}负责 · ${sayDue(row.dueDay)}完成 · ${row.community.name}`}</Text>
      {row.resources.length > 0 ? <Text size='sm' tone='soft' block>{`用到：${row.resources.map((r) => `${r.title}（${r.giver}）`).join('、')}`}</Text> : null}
    </Card>
  );
}
export const sayTerm = (a: AgreementRow): string => `${a.fromDay} 至 ${a.toDay}`;
export const AgreementState = ({ row }: { row: AgreementRow }) => <Row gap={1} wrap><StatusTag status={row.status} labels={AGREEMENT_STATUSES} tone={row.status === 'ACTIVE' ? 'pine' : 'quiet'} />{row.expiring ? <Tag tone='warn'>{`${row.daysLeft} 天后到期`}</Tag> : null}</Row>;
/** Closed ones of those that were not given up. */
export function Performance({ row }: { row: AgreementRow }) {
  const { SET_UP, RUNNING, CHECKING, CLOSED } = row.projects, all = SET_UP + RUNNING + CHECKING + CLOSED;
  return all === 0 ? <Text size='sm' tone='soft' block>还没有项目</Text> : <Progress value={CLOSED} max={all} label={`${all} 个项目，销号 ${CLOSED} 个`} />;
}
export function AgreementTile({ row }: { row: AgreementRow }) {
  return (
    <Card to={agreementPage(row.id)}>
      <Row spread top gap={2}><Grow><Text size='lg' strong block>{row.title}</Text></Grow><AgreementState row={row} /></Row>
      <Text size='sm' tone='soft' block>{`${row.community.name} · ${row.units.map((u) => u.name).join('、')}`}</Text>
      <Text size='sm' tone='soft' block>{sayTerm(row)}</Text>
      <Performance row={row} />
    </Card>
  );
}
