import { TASK_KINDS, TASK_KIND_KEYS, TASK_ORDERS, WHEN_FILTERS, type MeView, type TaskKind, type TaskOrder, type WhenFilter } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../api';
import { pickOne } from '../../cards/pick-one';
import { TaskCard } from '../../cards/task-card';
import { useLoad } from '../../lib/use-load';
import { usePages } from '../../lib/use-pages';
import { Banner, Button, Chips, Empty, ErrorState, Grid, Grow, Hero, ListFooter, Page, Row, SearchBar, Section, Segmented, Skeleton, Stack } from '../../ui';
import { MyNextCards, useMyNext } from './my-next';

type Reach = 'COMMUNITY' | 'STREET' | 'CITY';
const REACHES = [{ key: 'COMMUNITY', text: '本社区' }, { key: 'STREET', text: '本街道' }, { key: 'CITY', text: '全市' }] as const;
const WHENS = Object.keys(WHEN_FILTERS) as WhenFilter[];
/** One strip: when first, then what. Of either at most one is on. */
const FILTERS = [...WHENS.map((key) => ({ key, text: WHEN_FILTERS[key] })), ...TASK_KIND_KEYS.map((key) => ({ key, text: TASK_KINDS[key].label }))];

/** The areas around the reader's community, outermost first: an area's path names its ancestors. */
const ancestors = (path: string): number[] => path.split('/').filter(Boolean).map(Number);

/** What the reader may expect here, by how far his registration has come. */
function greeting(me: MeView): string {
  if (me.community) return `${me.community.name} · 挑一件合适的，搭把手`;
  if (me.todo.includes('REGISTRATION')) return '报到之后，就能认领附近的任务';
  return me.posts.length > 0 ? '全市正在招募的任务' : '报到已提交，社区确认后就能认领';
}

/** The tasks that fit the reader: near first, wider when he wants. */
export function MyTasks({ me }: { me: MeView }) {
  const [reach, setReach] = useState<Reach>(me.community ? 'COMMUNITY' : 'CITY');
  const [order, setOrder] = useState<TaskOrder>('SOONEST');
  const [when, setWhen] = useState<WhenFilter | null>(null);
  const [kind, setKind] = useState<TaskKind | null>(null);
  const [q, setQ] = useState('');
  const next = useMyNext();
  const communityId = me.community?.id ?? null;
  const home = useLoad(async () => {
    if (communityId !== null) return ancestors((await api.areas.get(communityId)).path);
    return (await api.areas.children()).slice(0, 1).map((city) => city.id);
  }, [communityId]);
  const areaId = { CITY: home.data?.[0], STREET: home.data?.[1] ?? home.data?.[0], COMMUNITY: communityId ?? home.data?.[0] }[reach];
  const tasks = usePages(areaId === undefined ? null : (after) => api.tasks.list({
    areaId, order, after, ...(kind ? { kind } : {}), ...(when ? { when } : {}), ...(q ? { q } : {}),
  }), [areaId, order, when, kind, q]);
  const filtered = when !== null || kind !== null || q !== '';
  const on = [...(when ? [when] : []), ...(kind ? [kind] : [])];
  const filter = (keys: (WhenFilter | TaskKind)[]) => {
    setWhen(pickOne(when, WHENS.filter((key) => keys.includes(key))));
    setKind(pickOne(kind, TASK_KIND_KEYS.filter((key) => keys.includes(key))));
  };
  const other = order === 'SOONEST' ? 'NEWEST' : 'SOONEST';
  const widen = reach === 'COMMUNITY' ? 'STREET' : 'CITY';
  const clear = () => { setWhen(null); setKind(null); setQ(''); };
  const error = tasks.error ?? (tasks.data ? null : home.error);

  return (
    <Page
      title='任务' wide onRefresh={async () => { await Promise.all([tasks.reload(), next.reload(), home.reload()]); }}
      hero={<Hero title={`${me.name}，您好`} text={greeting(me)} />}
    >
      {me.todo.length > 0 ? <Banner tone='warn' title='还差一步就能认领' action={<Button kind='text' size='small' to='/pages/welcome/index'>去完成</Button>}>完成报到，社区才能认得您。</Banner> : null}
      {/* What concerns him stands above the list: until it is known, neither is drawn, so that nothing jumps. */}
      {!next.data && next.loading && !next.error ? <Skeleton /> : (
        <>
          <MyNextCards next={next.data} />
          <Section title='可以认领的' action={<Button kind='text' size='small' icon='sort' label={`排序：${TASK_ORDERS[order]}，点一下换成${TASK_ORDERS[other]}`} onPress={() => setOrder(other)}>{TASK_ORDERS[order]}</Button>}>
            <Stack gap={2}>
              <Row gap={2} wrap>
                {me.community ? <Grow className='m-wide-half'><Segmented label='范围' options={REACHES} value={reach} onChange={setReach} /></Grow> : null}
                <Grow className='m-wide-half'><SearchBar value={q} onSearch={setQ} placeholder='搜标题或地点' /></Grow>
              </Row>
              <Chips label='时间和类别' options={FILTERS} value={on} onChange={filter} />
            </Stack>
            {error && tasks.data ? <Banner tone='warn'>{error}，显示的是之前的内容</Banner> : null}
            {error && !tasks.data ? <ErrorState text={error} onRetry={() => { void home.reload(); void tasks.reload(); }} />
              : !tasks.data ? <Skeleton />
              : tasks.data.length === 0 ? (
                <Empty
                  icon='search' title={filtered ? '没有符合条件的任务' : '这里暂时没有招募中的任务'}
                  text={reach === 'CITY' ? (filtered ? '换个条件试试。' : '过会儿再来看看。') : '可以把范围放宽一些看看。'}
                  action={reach !== 'CITY' ? <Button kind='plain' onPress={() => setReach(widen)}>看{widen === 'STREET' ? '本街道' : '全市'}的</Button> : filtered ? <Button kind='plain' onPress={clear}>清除条件</Button> : undefined}
                />
              ) : (
                <>
                  <Grid cols={1} desk={2}>{tasks.data.map((task) => <TaskCard key={task.id} task={task} />)}</Grid>
                  <ListFooter pages={tasks} />
                </>
              )}
          </Section>
        </>
      )}
    </Page>
  );
}
