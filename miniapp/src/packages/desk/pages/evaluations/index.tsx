import { dayOf, periodsOn, type EvaluationRoundCard } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { day } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Cell, Dialog, Empty, Page, Row, Stack, Tag, Text, toast } from '../../../../ui';
import { isCommunity, type DeskArea } from '../../parts/area';
import { AreaSwitch, CommunityPicker } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';

/** Which days; one tap each. From a street or the city first which community. */
function OpenRound({ area, onClose }: { area: DeskArea; onClose: () => void }) {
  const [place, setPlace] = useState<DeskArea | null>(isCommunity(area) ? area : null);
  const open = useAction((key, areaId: number, period: string) => api.evaluations.open({ areaId, period }, key), (round) => { onClose(); toast('已开始，事实已填好', 'ok'); go(DESK.evaluation(round.id)); });
  return (
    <Dialog open title='开始双评价' onClose={onClose} sheet>
      <Stack gap={4}>
        {isCommunity(area) ? <Text block>{area.name}评价参加服务的党员和报到单位，他们也评价社区。次数和时长已由记录算好，不用填。</Text> : <CommunityPicker top={area} value={place?.id ?? null} onChange={setPlace} error={open.fields['areaId'] ?? ''} />}
        {periodsOn(dayOf(Date.now())).map((period, i) => <Button key={period.key} kind={i === 0 ? 'primary' : 'plain'} block busy={open.busy} disabled={place === null} onPress={() => { if (place) void open.run(place.id, period.key); }}>{period.title}</Button>)}
      </Stack>
    </Dialog>
  );
}
const Round = ({ row }: { row: EvaluationRoundCard }) => (
  <Cell icon='star' title={`${row.areaName} · ${row.title}`} note={`已发 ${row.sent} 份，收到对社区的评价 ${row.voices} 份${row.isOpen ? `；${day(row.closesAt)}截止` : ''}`} value={<Tag tone={row.isOpen ? 'pine' : 'quiet'}>{row.isOpen ? '进行中' : '已结束'}</Tag>} to={DESK.evaluation(row.id)} />
);
function Rounds({ me, area, choose }: DeskProps) {
  const rounds = usePages((after) => api.evaluations.rounds({ areaId: area.id, after }), [area.id]);
  const [open, setOpen] = useState(false);
  return (
    <Page title='双评价' wide onRefresh={rounds.reload} footer={<Button icon='plus' onPress={() => setOpen(true)}>开始一期评价</Button>}>
      <Row gap={2} wrap><AreaSwitch me={me} permission='honour.manage' area={area} choose={choose} /></Row>
      <Listing pages={rounds} empty={<Card><Empty icon='star' title='还没有开过评价' text='一年一次或半年一次。点“开始一期评价”，每个人的次数、时长都已填好，一点就发。' /></Card>}>
        {(rows, footer) => <><Card flush>{rows.map((row) => <Round key={row.id} row={row} />)}</Card>{footer}</>}
      </Listing>
      <Banner tone='info'>党员先看到对自己的评价，可以回应；七天后，只有同意告知单位的才送到单位。年底没有开的，12 月 15 日自动开始。</Banner>
      {open ? <OpenRound area={area} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
export default deskPage('双评价', 'honour.manage', Rounds);
