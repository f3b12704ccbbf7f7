import { api } from '../../../../api';
import { usePages } from '../../../../lib/use-pages';
import { Button, Card, Empty, Grow, Page, Row } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { ExportButton } from '../../parts/export-button';
import { Listing } from '../../parts/listing';
import { Moves } from '../../parts/moves';
import { NoPoint, PointName, usePoint } from '../../parts/point';

function List({ pointId }: { pointId: number }) {
  const moves = usePages((after) => api.rewards.moves({ pickupPointId: pointId, after }), [pointId]);
  return <Listing pages={moves} empty={<Card><Empty icon='sort' title='还没有进出' text='上架、补货、下单、领取、损耗和盘点都会记在这里。' /></Card>}>{(rows, footer) => <><Moves rows={rows} />{footer}</>}</Listing>;
}
function StockMoves({ me, area }: DeskProps) {
  const choice = usePoint(me, area), { point } = choice;
  return (
    <Page title='进出流水' wide load={choice.load}>
      {() => point ? (
        <>
          <Row gap={2} wrap><Grow className='d-half'><PointName choice={choice} /></Grow><ExportButton wanted={{ kind: 'MOVES', areaId: point.areaId }} /><Button kind='soft' size='small' icon='file' to={`/packages/more/pages/sheet/index?point=${point.id}`}>看每月公示</Button></Row>
          <List pointId={point.id} />
        </>
      ) : <NoPoint />}
    </Page>
  );
}
export default deskPage('进出流水', 'reward.manage', StockMoves);
