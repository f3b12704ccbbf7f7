import { IDLE_SKILL_DAYS, NEED_KINDS, REST_DAYS, STATIONS, UNMET_REASONS, type NeedKind, type SkillRow, type Station, type UnmetRow } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { day } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Cell, Checkbox, Dialog, Empty, Grid, Page, Row, Section, Segmented, Stack, Stat, Tag, Text } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { DESK } from '../../parts/paths';

const TABS = [{ key: 'skills', text: '会什么' }, { key: 'unmet', text: '没人办成的' }, { key: 'stations', text: '认领的岗位' }] as const;
type Tab = (typeof TABS)[number]['key'];

/** People to invite, by what they can do. Nothing here says who did how much. */
function People({ areaId, skill, onClose }: { areaId: number; skill: string; onClose: () => void }) {
  const [rested, setRested] = useState(true);
  const pages = usePages((after) => api.skills.people({ areaId, skill, ...(rested ? { rested: '1' as const } : {}), after }), [areaId, skill, rested]);
  return (
    <Dialog open sheet title={`会${skill}的人`} onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>关上</Button><Button icon='plus' to={DESK.newTask}>去发布任务</Button></>}>
      <Stack>
        <Checkbox value={rested} onChange={setRested}>只看近 {REST_DAYS} 天还没邀请过的，大家轮着来</Checkbox>
        <Listing pages={pages} empty={<Text tone='soft' block>{rested ? '近来都邀请过了，去掉上面的勾再看。' : '还没有人填这项特长。'}</Text>}>
          {(rows, footer) => <><Card flush>{rows.map((row) => <Cell key={row.id} icon='user' title={row.name} note={[row.unitName, row.skills.join('、')].filter(Boolean).join(' · ')} />)}</Card>{footer}</>}
        </Listing>
      </Stack>
    </Dialog>
  );
}
function Keepers({ areaId, station, onClose }: { areaId: number; station: Station; onClose: () => void }) {
  const pages = usePages((after) => api.people.search({ areaId, station, after }), [areaId, station]);
  return (
    <Dialog open sheet title={STATIONS[station].label} onClose={onClose} foot={<Button kind='plain' onPress={onClose}>关上</Button>}>
      <Stack>
        <Text tone='soft' block>{STATIONS[station].does}。</Text>
        <Listing pages={pages} empty={<Text tone='soft' block>还没有人认领。可以在党群服务站和群里说一声。</Text>}>
          {(rows, footer) => <><Card flush>{rows.map((row) => <Cell key={row.id} icon='user' title={row.name} note={[row.unitName, row.phone].filter(Boolean).join(' · ')} />)}</Card>{footer}</>}
        </Listing>
      </Stack>
    </Dialog>
  );
}
function Needs({ areaId, kind, skills, onClose }: { areaId: number; kind: NeedKind; skills: readonly string[]; onClose: () => void }) {
  const pages = usePages((after) => api.skills.needs({ areaId, kind, after }), [areaId, kind]);
  return (
    <Dialog open sheet title={`没人办成的：${NEED_KINDS[kind]}`} onClose={onClose} foot={<Button kind='plain' onPress={onClose}>关上</Button>}>
      <Stack>
        {skills.length > 0 ? <Text tone='soft' block>会{skills.join('、')}的人也许帮得上。</Text> : null}
        <Listing pages={pages} empty={<Text tone='soft' block>都办成了。</Text>}>
          {(rows, footer) => <><Card flush>{rows.map((row) => <Cell key={row.id} icon='ask' title={row.title} note={`${UNMET_REASONS[row.why]} · ${row.areaName} · ${day(row.createdAt)}`} onPress={() => { onClose(); go(DESK.need(row.id)); }} />)}</Card>{footer}</>}
        </Listing>
      </Stack>
    </Dialog>
  );
}
const Skill = ({ row, open }: { row: SkillRow; open: () => void }) => (
  <Cell icon='star' title={row.skill} note={row.idle ? <Tag tone='gold'>{IDLE_SKILL_DAYS} 天没有用得上的任务</Tag> : `用得上的任务 ${row.tasks} 个`} value={row.people > 0 ? `${row.people} 人会` : '没有人填'} {...(row.people > 0 ? { onPress: open } : {})} />
);
const Unmet = ({ row, open }: { row: UnmetRow; open: () => void }) => <Cell icon='ask' title={NEED_KINDS[row.kind]} note={row.skills.length > 0 ? `会${row.skills.join('、')}的人也许帮得上` : undefined} value={`${row.needs} 件`} onPress={open} />;

function Skills({ me, area, choose }: DeskProps) {
  const [tab, setTab] = useState<Tab>('skills');
  const [skill, setSkill] = useState<string | null>(null);
  const [need, setNeed] = useState<UnmetRow | null>(null);
  const [station, setStation] = useState<Station | null>(null);
  const load = useLoad(() => api.skills.get(area.id), [area.id]);
  const stations = useLoad(() => api.stations.counts(area.id), [area.id]);
  return (
    <Page title='技能与需求' wide>
      <Row gap={2} wrap>
        <Segmented label='看什么' options={TABS} value={tab} onChange={setTab} />
        <AreaSwitch me={me} permission='task.manage' area={area} choose={choose} />
      </Row>
      <Waiting load={load}>
        {(view) => {
          const idle = view.skills.filter((row) => row.idle), used = view.skills.filter((row) => !row.idle), unmet = view.unmet.reduce((sum, row) => sum + row.needs, 0);
          return (
            <>
              <Card><Grid cols={3}>
                <Stat value={view.people} unit='人' label='在这里报到' />
                <Stat value={idle.length} unit='项' label='闲着的特长' tone='gold' />
                <Stat value={unmet} unit='件' label={`近 ${IDLE_SKILL_DAYS} 天没人办成`} tone={unmet > 0 ? 'red' : undefined} />
              </Grid></Card>
              {tab === 'skills' ? (
                <Grid cols={1} desk={2}>
                  <Section title='有人会，没用上' note={`近 ${IDLE_SKILL_DAYS} 天`}>{idle.length === 0 ? <Card><Text tone='soft' block>大家会的，都有用得上的任务。</Text></Card> : <Card flush>{idle.map((row) => <Skill key={row.skill} row={row} open={() => setSkill(row.skill)} />)}</Card>}</Section>
                  <Section title='用得上的'>{used.length === 0 ? <Card><Empty icon='star' title='还没有人填特长' text='请大家在“我的志愿档案”里选会什么。' /></Card> : <Card flush>{used.map((row) => <Skill key={row.skill} row={row} open={() => setSkill(row.skill)} />)}</Card>}</Section>
                </Grid>
              ) : null}
              {tab === 'unmet' ? (view.unmet.length === 0 ? <Card><Empty icon='check-circle' title='近来的点单都有人办' text='超期没回应、发了任务没人来、只答复没人去帮的点单，会列在这里。' /></Card> : (
                <><Card flush>{view.unmet.map((row) => <Unmet key={row.kind} row={row} open={() => setNeed(row)} />)}</Card><Banner tone='info'>超期没回应、发了任务没人来、只答复了、没采纳的，都算没人办成；居民说解决了的不算。</Banner></>
              )) : null}
              {tab === 'stations' ? <Waiting load={stations}>{(rows) => <Grid cols={1} desk={2}>{rows.map((row) => <Card key={row.station} flush><Cell icon={STATIONS[row.station].icon} title={STATIONS[row.station].label} note={STATIONS[row.station].does} value={`${row.people} 人`} onPress={() => setStation(row.station)} /></Card>)}</Grid>}</Waiting> : null}
            </>
          );
        }}
      </Waiting>
      {skill ? <People areaId={area.id} skill={skill} onClose={() => setSkill(null)} /> : null}
      {need ? <Needs areaId={area.id} kind={need.kind} skills={need.skills} onClose={() => setNeed(null)} /> : null}
      {station ? <Keepers areaId={area.id} station={station} onClose={() => setStation(null)} /> : null}
    </Page>
  );
}
export default deskPage('技能与需求', 'task.manage', Skills);
