import { NEED_KINDS, NEED_STATUSES, type NeedCard, type NeedStatus, type NeedView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { NEED_ICONS } from '../../../../cards/words';
import { day } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Box, Button, Card, Empty, Grow, KindBadge, Page, Row, Segmented, Stack, StatusTag, Tag, Text, TwoColumn, useWide } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { ExportButton } from '../../parts/export-button';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';
import { NeedActions, NeedDetail } from '../../parts/need-detail';
import { DESK } from '../../parts/paths';
import { waited } from '../../parts/waited';

const STATES = [{ key: 'SUBMITTED', text: '待回应' }, { key: 'REOPENED', text: '未解决' }, { key: 'PUBLISHED', text: '任务中' }, { key: 'DONE', text: '待评价' }, { key: 'ALL', text: '全部' }] as const;
type State = (typeof STATES)[number]['key'];

function NeedRow({ need, on, onPress }: { need: NeedCard; on: boolean; onPress: () => void }) {
  const open = need.status === 'SUBMITTED' || need.status === 'REOPENED';
  return (
    <Card onPress={onPress} className={on ? 'd-pick d-pick--on' : 'd-pick'}>
      <Row gap={3} top>
        <KindBadge icon={NEED_ICONS[need.kind]} tone={need.overdue ? 'red' : 'info'} />
        <Grow>
          <Text strong lines={2}>{need.title}</Text>
          <Text size='sm' tone='soft' block>{NEED_KINDS[need.kind]} · {need.areaName}</Text>
          <Text size='sm' tone='soft' block>{open && !need.overdue ? `${waited(need.createdAt)}，${day(need.dueAt)}前答复` : open ? waited(need.createdAt) : day(need.createdAt)}</Text>
        </Grow>
        <Stack gap={1}><StatusTag status={need.status} labels={NEED_STATUSES} />{need.overdue ? <Tag tone='red' icon='alert'>超期</Tag> : null}</Stack>
      </Row>
    </Card>
  );
}
function Side({ id, onChange }: { id: number; onChange: (view: NeedView) => void }) {
  const need = useLoad(() => api.needs.get(id), [id]);
  return (
    <Waiting load={need}>
      {(view) => <Stack><NeedDetail need={view} /><Row gap={2} wrap><NeedActions need={view} onChange={(next) => { need.set(next); onChange(next); }} /></Row></Stack>}
    </Waiting>
  );
}

function Needs({ me, area, choose }: DeskProps) {
  const [state, setState] = useState<State>('SUBMITTED');
  const [picked, setPicked] = useState<number | null>(null);
  const wide = useWide();
  const status: NeedStatus | undefined = state === 'ALL' ? undefined : state;
  const needs = usePages((after) => api.needs.list({ areaId: area.id, after, ...(status ? { status } : {}) }), [area.id, status]);
  const shown = picked !== null && needs.data?.some((need) => need.id === picked) ? picked : needs.data?.[0]?.id ?? null;
  return (
    <Page title='居民点单' wide onRefresh={needs.reload} footer={wide || !me.permissions.includes('need.proxy') ? undefined : <Button kind='plain' icon='plus' to='/packages/more/pages/need-new/index'>替人提一件</Button>}>
      <Row gap={2} wrap>
        <Grow className='d-half'><Segmented label='状态' options={STATES} value={state} onChange={(next) => { setState(next); setPicked(null); }} /></Grow>
        <AreaSwitch me={me} permission='need.review' area={area} choose={choose} />
        {wide ? <ExportButton wanted={{ kind: 'NEEDS', areaId: area.id, ...(status ? { state: status } : {}) }} /> : null}
        {wide && me.permissions.includes('need.proxy') ? <Button kind='plain' size='small' icon='plus' to='/packages/more/pages/need-new/index'>替人提一件</Button> : null}
      </Row>
      <Listing pages={needs} empty={<Empty icon='ask' title={state === 'SUBMITTED' ? '没有等待回应的点单' : '这里还没有点单'} text={state === 'SUBMITTED' ? '居民提的事，三个工作日内要给答复。有新的会出现在这里。' : '换个状态看看。'} />}>
        {(rows, footer) => (
          <TwoColumn
            open={false}
            list={<Stack>{rows.map((need) => <NeedRow key={need.id} need={need} on={wide && need.id === shown} onPress={() => { if (wide) setPicked(need.id); else go(DESK.need(need.id)); }} />)}{footer}</Stack>}
            detail={wide && shown !== null ? <Side key={shown} id={shown} onChange={() => void needs.reload()} /> : <Box />}
          />
        )}
      </Listing>
    </Page>
  );
}
export default deskPage('居民点单', 'need.review', Needs);
