import type { AgreementCard } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { agreementPage, AgreementState, AgreementTile, Performance, sayTerm } from '../../../../cards/list-cards';
import { go } from '../../../../lib/go';
import { usePages } from '../../../../lib/use-pages';
import { Button, Card, Empty, Grow, Page, Row, Segmented, Table, Text, useWide, type Column } from '../../../../ui';
import { AgreementDialog } from '../../parts/agreement-form';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';

const WHICH = [{ key: 'ALL', text: '全部' }, { key: 'EXPIRING', text: '快到期' }] as const;
const columns: Column<AgreementCard>[] = [
  { key: 'title', title: '协议', cell: (row) => <><Text strong block>{row.title}</Text><Text size='sm' tone='soft' block>{row.community.name}</Text></> },
  { key: 'units', title: '共建单位', cell: (row) => row.units.map((u) => u.name).join('、') },
  { key: 'term', title: '期限', cell: sayTerm },
  { key: 'done', title: '履约', width: '260px', cell: (row) => <Performance row={row} /> },
  { key: 'state', title: '状态', cell: (row) => <AgreementState row={row} /> },
  { key: 'do', title: '操作', cell: (row) => <Button kind='plain' size='small' label={`打开${row.title}`} to={agreementPage(row.id)}>打开</Button> },
];
function Agreements({ me, area, choose }: DeskProps) {
  const [which, setWhich] = useState<(typeof WHICH)[number]['key']>('ALL');
  const [adding, setAdding] = useState(false);
  const wide = useWide();
  const pages = usePages((after) => api.agreements.list({ areaId: area.id, ...(which === 'EXPIRING' ? { only: which } : {}), after }), [area.id, which]);
  const add = <Button icon='plus' size={wide ? 'small' : 'normal'} block={!wide} onPress={() => setAdding(true)}>登记协议</Button>;
  return (
    <Page title='共建协议' wide footer={wide ? undefined : add}>
      <Row gap={2} wrap>
        <Segmented label='哪些协议' options={WHICH} value={which} onChange={setWhich} />
        <AreaSwitch me={me} permission='list.manage' area={area} choose={choose} />
        {wide ? <><Grow />{add}</> : null}
      </Row>
      <Listing pages={pages} empty={<Card><Empty icon='file' title={which === 'EXPIRING' ? '没有快到期的协议' : '还没有共建协议'} text={which === 'EXPIRING' ? '到期前 60 天起会出现在这里，双方都会收到提醒。' : '把和驻区单位签好的协议登记进来，项目办到几成、年底履约表，都由系统算。'} /></Card>}>
        {(rows, footer) => (wide ? <><Table caption='共建协议' columns={columns} rows={rows} rowKey={(row) => row.id} />{footer}</> : <>{rows.map((row) => <AgreementTile key={row.id} row={row} />)}{footer}</>)}
      </Listing>
      {adding ? <AgreementDialog area={area} onClose={() => setAdding(false)} done={(view) => { setAdding(false); go(agreementPage(view.id)); }} /> : null}
    </Page>
  );
}
export default deskPage('共建协议', 'list.manage', Agreements);
