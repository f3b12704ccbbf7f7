import { LIST_FILE_SCOPES, LISTED_STATES, PROJECT_STATUSES, RESOURCE_KINDS, type ListedNeedView, type ListedState, type ListFileScope, type MatchView, type ProjectCard, type ProjectStatus, type ResourceKind, type ResourceView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { projectPage, ProjectState, ProjectTile, RESOURCE_ICONS, ResourceCard, ResourceState, sayDue, sayUse } from '../../../../cards/list-cards';
import { pickOne } from '../../../../cards/pick-one';
import { ResourceDialog } from '../../../../cards/resource-form';
import { ago } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { openDocument } from '../../../../platform/files';
import { Button, Card, Chips, Empty, Grid, Grow, KindBadge, Page, Row, Segmented, StatusTag, Table, Text, choose, confirm, toast, useWide, type Column, type Tint } from '../../../../ui';
import type { DeskArea } from '../../parts/area';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { AddResource, ListNeed } from '../../parts/list-dialogs';
import { Listing, Waiting } from '../../parts/listing';
import { DESK } from '../../parts/paths';
import { ProjectDialog } from '../../parts/project-form';

type Tab = 'resources' | 'needs' | 'projects' | 'matches';
const TABS: readonly { key: Tab; text: string }[] = [{ key: 'resources', text: '资源' }, { key: 'needs', text: '需求' }, { key: 'projects', text: '项目' }, { key: 'matches', text: '对接建议' }];
const KINDS = (Object.keys(RESOURCE_KINDS) as ResourceKind[]).map((key) => ({ key, text: RESOURCE_KINDS[key] }));
const LISTED = (Object.keys(LISTED_STATES) as ListedState[]).map((key) => ({ key, text: LISTED_STATES[key] }));
const LISTED_TONES: Record<ListedState, Tint> = { OPEN: 'warn', PROJECT: 'pine', DONE: 'ok' };

function ResourceDo({ row, done }: { row: ResourceView; done: () => void }) {
  const [editing, setEditing] = useState(false);
  const withdraw = useAction((key) => api.resources.withdraw(row.id, key), () => { toast('已撤回', 'ok'); done(); });
  const ask = async () => { if (await confirm({ title: `撤回“${row.title}”？`, text: row.status === 'USED' ? '正在用它的项目不受影响，负责人会收到通知。' : '撤回后不再参加对接。', ok: '撤回', danger: true })) void withdraw.run(); };
  if (row.actions.length === 0) return null;
  return (
    <Row gap={2} wrap>
      <Button kind='plain' size='small' label={`修改${row.title}`} onPress={() => setEditing(true)}>修改</Button>
      <Button kind='plain' size='small' label={`撤回${row.title}`} busy={withdraw.busy} onPress={() => void ask()}>撤回</Button>
      {editing ? <ResourceDialog title='修改资源' before={row} onClose={() => setEditing(false)} done={() => { setEditing(false); done(); }} /> : null}
    </Row>
  );
}
function Resources({ area, stamp }: { area: DeskArea; stamp: number }) {
  const [kind, setKind] = useState<ResourceKind | null>(null);
  const [only, setOnly] = useState<'FREE' | 'IDLE' | null>(null);
  const wide = useWide();
  const pages = usePages((after) => api.resources.list({ areaId: area.id, ...(kind ? { kind } : {}), ...(only ? { only } : {}), after }), [area.id, kind, only, stamp]);
  const done = () => void pages.reload();
  const columns: Column<ResourceView>[] = [
    { key: 'title', title: '资源', cell: (row) => <><Text strong block>{row.title}</Text><Text size='sm' tone='soft' block>{[RESOURCE_KINDS[row.kind], row.skill].filter(Boolean).join(' · ')}</Text></> },
    { key: 'giver', title: '谁提供', cell: (row) => <><Text block>{row.giver}</Text><Text size='sm' tone='soft' block>{`${row.contactName} ${row.contactPhone}`}</Text></> },
    { key: 'times', title: '时间和要求', cell: (row) => <><Text block>{row.times || '随时'}</Text>{row.limits ? <Text size='sm' tone='soft' block>{row.limits}</Text> : null}</> },
    { key: 'use', title: '用得怎样', cell: (row) => sayUse(row) },
    { key: 'state', title: '状态', cell: (row) => <ResourceState row={row} /> },
    { key: 'do', title: '操作', cell: (row) => <ResourceDo row={row} done={done} /> },
  ];
  return (
    <>
      <Chips label='类别' options={KINDS} value={kind ? [kind] : []} onChange={(keys) => setKind(pickOne(kind, keys))} />
      <Chips label='范围' options={[{ key: 'FREE', text: '没在用的' }, { key: 'IDLE', text: '闲置半年的' }]} value={only ? [only] : []} onChange={(keys) => setOnly(pickOne(only, keys) as 'FREE' | 'IDLE' | null)} />
      <Listing pages={pages} empty={<Card><Empty icon='handshake' title={only === 'IDLE' ? '没有闲置的资源' : '资源清单还是空的'} text={only === 'IDLE' ? '半年没有项目用过的资源会列在这里。' : '单位联络员可以自己填，也可以由社区登记：场地、人员、技术、物资、资金。'} /></Card>}>
        {(rows, footer) => (wide ? <><Table caption='资源清单' columns={columns} rows={rows} rowKey={(row) => row.id} />{footer}</> : <>{rows.map((row) => <ResourceCard key={row.id} row={row}><ResourceDo row={row} done={done} /></ResourceCard>)}{footer}</>)}
      </Listing>
    </>
  );
}
function NeedDo({ row, meId, done }: { row: ListedNeedView; meId: number; done: () => void }) {
  const [making, setMaking] = useState(false);
  const remove = useAction((key) => api.listedNeeds.remove(row.needId, key), () => { toast('已移出清单，仍在点单里', 'ok'); done(); });
  if (row.project) return <Button kind='plain' size='small' to={projectPage(row.project.id)}>看项目</Button>;
  if (row.actions.length === 0) return <Button kind='plain' size='small' to={DESK.need(row.needId)}>看点单</Button>;
  return (
    <Row gap={2} wrap>
      <Button size='small' label={`为“${row.title}”立项`} onPress={() => setMaking(true)}>立项</Button>
      <Button kind='plain' size='small' label={`把“${row.title}”移出清单`} busy={remove.busy} onPress={() => void remove.run()}>移出</Button>
      {making ? <ProjectDialog at={row.community.id} needId={row.needId} meId={meId} onClose={() => setMaking(false)} done={(view) => { setMaking(false); go(projectPage(view.id)); }} /> : null}
    </Row>
  );
}
function Needs({ area, stamp, meId }: { area: DeskArea; stamp: number; meId: number }) {
  const [state, setState] = useState<ListedState>('OPEN');
  const wide = useWide();
  const pages = usePages((after) => api.listedNeeds.list({ areaId: area.id, state, after }), [area.id, state, stamp]);
  const done = () => void pages.reload();
  const wanted = (row: ListedNeedView): string => [RESOURCE_KINDS[row.wants], row.skill].filter(Boolean).join(' · ');
  const columns: Column<ListedNeedView>[] = [
    { key: 'title', title: '需求', cell: (row) => <><Text strong block>{row.title}</Text>{row.text ? <Text size='sm' tone='soft' block>{row.text}</Text> : null}</> },
    { key: 'wants', title: '要什么', cell: wanted },
    { key: 'where', title: '哪里', cell: (row) => [row.community.name, row.place].filter(Boolean).join(' · ') },
    { key: 'at', title: '列入', cell: (row) => ago(row.at) },
    { key: 'state', title: '状态', cell: (row) => <StatusTag status={row.state} labels={LISTED_STATES} tone={LISTED_TONES[row.state]} /> },
    { key: 'do', title: '操作', cell: (row) => <NeedDo row={row} meId={meId} done={done} /> },
  ];
  return (
    <>
      <Row><Segmented label='状态' options={LISTED} value={state} onChange={setState} /></Row>
      <Listing pages={pages} empty={<Card><Empty icon='ask' title={state === 'OPEN' ? '没有等对接的需求' : '这里还没有'} text='一个任务办不了、要单位来帮的点单，点“列入需求”放进来，系统会找合适的资源。' /></Card>}>
        {(rows, footer) => (wide ? <><Table caption='需求清单' columns={columns} rows={rows} rowKey={(row) => row.needId} />{footer}</> : (
          <>{rows.map((row) => (
            <Card key={row.needId}>
              <Row gap={3} top><KindBadge icon={RESOURCE_ICONS[row.wants]} tone='gold' /><Grow><Text size='lg' strong block>{row.title}</Text><Text size='sm' tone='soft' block>{`要${wanted(row)} · ${row.community.name} · ${ago(row.at)}`}</Text></Grow><StatusTag status={row.state} labels={LISTED_STATES} tone={LISTED_TONES[row.state]} /></Row>
              {row.text ? <Text size='sm' block>{row.text}</Text> : null}
              <NeedDo row={row} meId={meId} done={done} />
            </Card>
          ))}{footer}</>
        ))}
      </Listing>
    </>
  );
}
function Projects({ area, stamp }: { area: DeskArea; stamp: number }) {
  const [filter, setFilter] = useState<ProjectStatus | 'OVERDUE' | null>(null);
  const wide = useWide();
  const pages = usePages((after) => api.projects.list({ areaId: area.id, ...(filter === 'OVERDUE' ? { only: filter } : filter ? { status: filter } : {}), after }), [area.id, filter, stamp]);
  const options = [{ key: 'OVERDUE' as const, text: '逾期的' }, ...(Object.keys(PROJECT_STATUSES) as ProjectStatus[]).map((key) => ({ key, text: PROJECT_STATUSES[key] }))];
  const columns: Column<ProjectCard>[] = [
    { key: 'title', title: '项目', cell: (row) => <><Text strong block>{row.title}</Text><Text size='sm' tone='soft' block>{[row.community.name, row.agreement?.title].filter(Boolean).join(' · ')}</Text></> },
    { key: 'resources', title: '用到的资源', cell: (row) => row.resources.map((r) => `${r.title}（${r.giver}）`).join('、') || '—' },
    { key: 'needs', title: '对应的需求', cell: (row) => row.needs.map((n) => n.title).join('、') || '—' },
    { key: 'owner', title: '负责人和期限', width: '130px', cell: (row) => <><Text block>{row.owner.name}</Text><Text size='sm' tone='soft' block>{sayDue(row.dueDay)}</Text></> },
    { key: 'state', title: '状态', cell: (row) => <ProjectState row={row} /> },
    { key: 'do', title: '操作', width: '110px', cell: (row) => <Button kind='plain' size='small' label={`打开${row.title}`} to={projectPage(row.id)}>打开</Button> },
  ];
  return (
    <>
      <Chips label='状态' options={options} value={filter ? [filter] : []} onChange={(keys) => setFilter(pickOne(filter, keys))} />
      <Listing pages={pages} empty={<Card><Empty icon='flag' title={filter === 'OVERDUE' ? '没有逾期的项目' : '还没有项目'} text='在“对接建议”里一点就能立项，也可以自己选资源和需求。' /></Card>}>
        {(rows, footer) => (wide ? <><Table caption='项目清单' columns={columns} rows={rows} rowKey={(row) => row.id} />{footer}</> : <>{rows.map((row) => <ProjectTile key={row.id} row={row} />)}{footer}</>)}
      </Listing>
    </>
  );
}
function Match({ row, done }: { row: MatchView; done: () => void }) {
  const pair = { resourceId: row.resource.id, needId: row.need.id };
  const accept = useAction((key) => api.matches.accept(pair, key), (view) => { toast('已立项，由您负责', 'ok'); go(projectPage(view.id)); });
  const dismiss = useAction((key) => api.matches.dismiss(pair, key), () => { toast('好的，不再建议这一对', 'ok'); done(); });
  return (
    <Card>
      <Row gap={3} top><KindBadge icon={RESOURCE_ICONS[row.resource.kind]} /><Grow><Text size='sm' tone='soft' block>{`${row.community.name}需要`}</Text><Text size='lg' strong block>{row.need.title}</Text></Grow></Row>
      <Row gap={3} top><KindBadge icon='handshake' tone='gold' /><Grow><Text size='sm' tone='soft' block>{`${row.resource.giver}有`}</Text><Text size='lg' strong block>{row.resource.title}</Text>{row.resource.times ? <Text size='sm' tone='soft' block>{row.resource.times}</Text> : null}</Grow></Row>
      <Text size='sm' tone='pine' block>{row.why}</Text>
      <Row gap={2} wrap>
        <Button size='small' icon='check' label={`用“${row.resource.title}”为“${row.need.title}”立项`} busy={accept.busy} onPress={() => void accept.run()}>立项</Button>
        <Button kind='plain' size='small' label={`“${row.resource.title}”和“${row.need.title}”不合适`} busy={dismiss.busy} onPress={() => void dismiss.run()}>不合适</Button>
      </Row>
    </Card>
  );
}
function Matches({ area, stamp }: { area: DeskArea; stamp: number }) {
  const matches = useLoad(() => api.matches.list({ areaId: area.id }), [area.id, stamp]);
  return (
    <Waiting load={matches}>
      {(rows) => (rows.length === 0 ? <Card><Empty icon='check-circle' title='现在没有建议' text='有新的资源或需求时，系统会按类别、专长和说法自动比对，说明原因，由您决定。' /></Card>
        : <Grid cols={1} desk={2}>{rows.map((row) => <Match key={`${row.resource.id}-${row.need.id}`} row={row} done={() => void matches.reload()} />)}</Grid>)}
    </Waiting>
  );
}
function Lists({ me, area, choose: chooseArea }: DeskProps) {
  const { tab: wanted, need } = useRouter().params, asked = wanted as Tab | undefined;
  const [tab, setTab] = useState<Tab>(TABS.some((t) => t.key === asked) ? asked! : 'resources');
  const [adding, setAdding] = useState(need !== undefined);
  const [stamp, setStamp] = useState(0);
  const wide = useWide();
  const file = useAction((_key, scope: ListFileScope) => api.projects.file({ areaId: area.id, scope }), async ({ url, name }) => { if (!(await openDocument(url, name))) toast('没能打开，请再试一次', 'bad'); });
  const take = async () => { const scope = await choose((Object.keys(LIST_FILE_SCOPES) as ListFileScope[]).map((key) => ({ key, text: `导出${LIST_FILE_SCOPES[key]}` }))); if (scope) void file.run(scope); };
  const done = () => { setAdding(false); setStamp((n) => n + 1); };
  const word = { resources: '登记资源', needs: '列入需求', projects: '新立项', matches: '' }[tab];
  const add = word ? <Button icon='plus' size={wide ? 'small' : 'normal'} block={!wide} onPress={() => setAdding(true)}>{word}</Button> : undefined;
  return (
    <Page title='三张清单' wide footer={wide ? undefined : add}>
      <Row gap={2} wrap>
        <Segmented label='哪张清单' options={TABS} value={tab} onChange={setTab} />
        <AreaSwitch me={me} permission='list.manage' area={area} choose={chooseArea} />
        <Grow />
        <Button kind='plain' size='small' icon='download' busy={file.busy} onPress={() => void take()}>导出</Button>
        {wide ? add : null}
      </Row>
      {tab === 'resources' ? <Resources area={area} stamp={stamp} /> : tab === 'needs' ? <Needs area={area} stamp={stamp} meId={me.id} /> : tab === 'projects' ? <Projects area={area} stamp={stamp} /> : <Matches area={area} stamp={stamp} />}
      {adding && tab === 'resources' ? <AddResource area={area} phone='' onClose={() => setAdding(false)} done={done} /> : null}
      {adding && tab === 'needs' ? <ListNeed area={area} {...(need ? { needId: Number(need) } : {})} onClose={() => setAdding(false)} done={done} /> : null}
      {adding && tab === 'projects' ? <ProjectDialog area={area} meId={me.id} onClose={() => setAdding(false)} done={(view) => { setAdding(false); go(projectPage(view.id)); }} /> : null}
    </Page>
  );
}
export default deskPage('三张清单', 'list.manage', Lists);
