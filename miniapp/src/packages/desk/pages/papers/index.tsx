import { useState } from 'react';
import { api } from '../../../../api';
import { PaperSheet } from '../../../../cards/paper-sheet';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { recentYears, thisYear } from '../../../../lib/years';
import { Card, Cell, Empty, Page, Row, Segmented, Stack, Button } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';

const YEARS = recentYears().map((year) => ({ key: String(year), text: `${year}年` }));
const TABS = [{ key: 'area', text: '本地区' }, { key: 'units', text: '报到单位' }] as const;

function OfArea({ areaId, year }: { areaId: number; year: number }) {
  const paper = useLoad(() => api.papers.ofArea({ areaId, year }), [areaId, year]);
  return <Waiting load={paper}>{(view) => <PaperSheet view={view} source={{ rows: (key, after) => api.papers.areaRows({ areaId, year, key, after }), file: (format) => api.papers.areaFile({ areaId, year, format }) }} />}</Waiting>;
}
function OfUnit({ id, year, onBack }: { id: number; year: number; onBack: () => void }) {
  const paper = useLoad(() => api.papers.ofUnit(id, { year }), [id, year]);
  return (
    <Stack>
      <Row><Button kind='text' size='small' icon='left' onPress={onBack}>看其他单位</Button></Row>
      <Waiting load={paper}>{(view) => <PaperSheet view={view} source={{ rows: (key, after) => api.papers.unitRows(id, { year, key, after }), file: (format) => api.papers.unitFile(id, { year, format }) }} />}</Waiting>
    </Stack>
  );
}
/** Units that are registered here: each brings its double report along. */
function Units({ areaId, year }: { areaId: number; year: number }) {
  const [unitId, setUnitId] = useState<number | null>(null);
  const units = usePages((after) => api.unitRegistrations.list({ areaId, status: 'ACCEPTED', after }), [areaId]);
  if (unitId !== null) return <OfUnit id={unitId} year={year} onBack={() => setUnitId(null)} />;
  return (
    <Listing pages={units} empty={<Card><Empty icon='building' title='还没有单位来报到' text='单位报到确认后，它的年度双报告自动出现在这里。' /></Card>}>
      {(rows, footer) => <><Card flush>{rows.map((row) => <Cell key={row.id} icon='building' title={row.unit.name} note={row.community.name} value={`${year}年双报告`} onPress={() => setUnitId(row.unit.id)} />)}</Card>{footer}</>}
    </Listing>
  );
}
/** What used to be written at the end of a year, counted instead. */
function Papers({ me, area, choose }: DeskProps) {
  const [year, setYear] = useState(thisYear()), [tab, setTab] = useState<'area' | 'units'>('area');
  const units = me.permissions.includes('registration.review');
  return (
    <Page title='年度材料' wide>
      <Row gap={2} wrap>
        {units ? <Segmented label='谁的材料' options={TABS} value={tab} onChange={setTab} /> : null}
        <Segmented label='年份' options={YEARS} value={String(year)} onChange={(y) => setYear(Number(y))} />
        <AreaSwitch me={me} permission='insight.view' area={area} choose={choose} />
      </Row>
      {tab === 'area' || !units ? <OfArea areaId={area.id} year={year} /> : <Units key={area.id} areaId={area.id} year={year} />}
    </Page>
  );
}
export default deskPage('年度材料', 'insight.view', Papers);
