import type { MeView, MyLists, ResourceView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { AgreementTile, ProjectTile, ResourceCard } from '../../../../cards/list-cards';
import { ResourceDialog } from '../../../../cards/resource-form';
import { signedIn } from '../../../../cards/signed-in';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Empty, Field, Grid, Page, Row, Section, Select, confirm, toast } from '../../../../ui';

/** For the unit by whoever speaks for one, else for oneself. Where there is one unit in one community, neither is asked: five fields remain. */
function Offer({ me, lists, onClose, done }: { me: MeView; lists: MyLists; onClose: () => void; done: () => void }) {
  const [unit, setUnit] = useState(lists.units[0] ? String(lists.units[0].unit.id) : '');
  const one = lists.units.find((u) => String(u.unit.id) === unit);
  const places = one?.communities ?? (me.community ? [me.community] : []);
  const [place, setPlace] = useState<string | null>(places[0] ? String(places[0].id) : null);
  const communityId = places.some((p) => String(p.id) === place) ? Number(place) : places[0]?.id ?? null;
  const givers = lists.units.map((u) => ({ key: String(u.unit.id), text: u.unit.name }));
  return (
    <ResourceDialog
      title='提供资源' phone={/^\d+$/.test(me.phone) ? me.phone : ''} ready={communityId !== null} onClose={onClose} done={done} who={{ communityId, ...(one ? { unitId: one.unit.id } : {}) }}
      more={(fields) => (
        <>
          {givers.length > 1 ? <Field label='谁提供' required error={fields['unitId']}><Select options={givers} value={unit} onChange={setUnit} /></Field> : null}
          {places.length > 1 ? <Field label='给哪个社区' required error={fields['communityId']}><Select options={places.map((p) => ({ key: String(p.id), text: p.name }))} value={String(communityId)} onChange={setPlace} /></Field> : null}
        </>
      )}
    />
  );
}
function Mine({ row, done }: { row: ResourceView; done: () => void }) {
  const [editing, setEditing] = useState(false);
  const withdraw = useAction((key) => api.resources.withdraw(row.id, key), () => { toast('已撤回，谢谢', 'ok'); done(); });
  const ask = async () => { if (await confirm({ title: `撤回“${row.title}”？`, text: row.status === 'USED' ? '正在用它的项目负责人会收到通知。' : '以后还可以再提供。', ok: '撤回', danger: true })) void withdraw.run(); };
  return (
    <ResourceCard row={row}>
      {row.actions.length > 0 ? <Row gap={2} wrap><Button kind='plain' size='small' label={`修改${row.title}`} onPress={() => setEditing(true)}>修改</Button><Button kind='plain' size='small' label={`撤回${row.title}`} busy={withdraw.busy} onPress={() => void ask()}>撤回</Button></Row> : null}
      {editing ? <ResourceDialog title='修改资源' before={row} onClose={() => setEditing(false)} done={() => { setEditing(false); done(); }} /> : null}
    </ResourceCard>
  );
}
function Resources({ me }: { me: MeView }) {
  const [offering, setOffering] = useState(false);
  const load = useLoad(async () => ({ lists: await api.resources.mine(), agreements: await api.agreements.mine() }));
  const done = () => { setOffering(false); void load.reload(); };
  const liaison = me.posts.some((post) => post.role === 'UNIT_LIAISON'), may = me.community !== null || (load.data?.lists.units.length ?? 0) > 0;
  return (
    <Page title={liaison ? '单位共建' : '提供资源'} wide load={load} footer={may ? <Button icon='plus' block onPress={() => setOffering(true)}>提供资源</Button> : undefined}>
      {({ lists, agreements }) => (
        <>
          {liaison && lists.units.length === 0 ? <Banner tone='info' action={<Button kind='text' size='small' to='/packages/more/pages/units/index'>去报到</Button>}>单位先到社区报到，确认后就能提供资源。</Banner> : null}
          <Grid cols={1} desk={2}>
            <Box className='x-stack'>
              <Section title={liaison ? '我们提供的资源' : '我提供的资源'}>
                {lists.resources.length === 0 ? <Card><Empty icon='handshake' title='还没有提供资源' text='一间会议室、一项手艺、几台轮椅都可以。社区用上了，这里看得到。' /></Card> : lists.resources.map((row) => <Mine key={row.id} row={row} done={done} />)}
              </Section>
            </Box>
            <Box className='x-stack'>
              {liaison || agreements.length > 0 ? <Section title='共建协议'>{agreements.length === 0 ? <Card><Empty icon='file' title='还没有共建协议' text='和社区签好以后，由社区登记。' /></Card> : agreements.map((row) => <AgreementTile key={row.id} row={row} />)}</Section> : null}
              <Section title='有关的项目'>{lists.projects.length === 0 ? <Card><Empty icon='flag' title='还没有项目' text='用到这些资源、或由您负责的项目会列在这里。' /></Card> : lists.projects.map((row) => <ProjectTile key={row.id} row={row} />)}</Section>
            </Box>
          </Grid>
          {offering ? <Offer me={me} lists={lists} onClose={() => setOffering(false)} done={done} /> : null}
        </>
      )}
    </Page>
  );
}
export default signedIn('单位共建', Resources);
