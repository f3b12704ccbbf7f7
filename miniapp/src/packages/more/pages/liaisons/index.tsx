import { LIAISON_LIMITS, type CaretakerView, type CreateLiaisonInput, type LiaisonAction, type LiaisonView, type MeView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { LiaisonCard } from '../../../../cards/liaison-card';
import { PlacePicker, type PickedPlace } from '../../../../cards/place-picker';
import { signedIn } from '../../../../cards/signed-in';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Cell, Dialog, Empty, Field, Grid, Page, Row, Section, Select, Stack, Text, TextInput, confirm, toast } from '../../../../ui';

const unitsOf = (me: MeView) => me.posts.flatMap((post) => (post.role === 'UNIT_LIAISON' && post.unitId !== null ? [{ key: String(post.unitId), text: post.unitName }] : []));

/** A member offers to look after a stairwell or some households near home. */
function OfferMine({ communityId, onClose, done }: { communityId: number; onClose: () => void; done: () => void }) {
  const [place, setPlace] = useState<PickedPlace | null>(null);
  const [households, setHouseholds] = useState('');
  const offer = useAction((_key, input: CreateLiaisonInput) => api.liaisons.create(input), () => { toast('已提交，等社区确认', 'ok'); done(); });
  const words = households.trim(), ready = place !== null && (place.kind !== 'COMPOUND' || words !== '');
  return (
    <Dialog open sheet title='我来包联' onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={offer.busy} disabled={!ready} onPress={() => { if (place) void offer.run({ kind: 'MEMBER', areaId: place.id, ...(words ? { households: words } : {}) }); }}>提交</Button></>}>
      <Stack gap={4}>
        <Text tone='soft' block>认一栋楼、一个单元或几户邻居，平时多走动，有事帮着问一问。随时可以结束。</Text>
        <PlacePicker communityId={communityId} deep onChange={setPlace} error={offer.fields['areaId']} />
        <Field label='哪些住户' required={place?.kind === 'COMPOUND'} hint='如：3号楼2单元 8 户' error={offer.fields['households']}><TextInput value={households} onChange={setHouseholds} maxLength={LIAISON_LIMITS.households.max} /></Field>
      </Stack>
    </Dialog>
  );
}
/** A unit offers to look after a compound of a community where it is registered. */
function OfferUnit({ me, onClose, done }: { me: MeView; onClose: () => void; done: () => void }) {
  const units = unitsOf(me);
  const [unit, setUnit] = useState(units[0]?.key ?? null);
  const [communityId, setCommunity] = useState<string | null>(null);
  const [place, setPlace] = useState<PickedPlace | null>(null);
  const registered = useLoad(async () => (await api.unitRegistrations.mine()).filter((one) => one.status === 'ACCEPTED'));
  const offer = useAction((_key, input: CreateLiaisonInput) => api.liaisons.create(input), () => { toast('已提交，等社区确认', 'ok'); done(); });
  const communities = (registered.data ?? []).filter((one) => String(one.unit.id) === unit).map((one) => ({ key: String(one.community.id), text: one.community.name }));
  return (
    <Dialog open sheet title='单位包联小区' onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={offer.busy} disabled={unit === null || place === null} onPress={() => { if (unit && place) void offer.run({ kind: 'UNIT', unitId: Number(unit), areaId: place.id }); }}>提交</Button></>}>
      <Stack gap={4}>
        {units.length > 1 ? <Field label='单位' required><Select options={units} value={unit} onChange={(key) => { setUnit(key); setCommunity(null); setPlace(null); }} /></Field> : null}
        {registered.data && communities.length === 0 ? <Banner tone='info' action={<Button kind='text' size='small' to='/packages/more/pages/units/index'>去报到</Button>}>单位先到社区报到，再包联那里的小区。</Banner> : null}
        <Field label='社区' required error={offer.fields['unitId']}><Select options={communities} value={communityId} placeholder='单位已报到的社区' onChange={(key) => { setCommunity(key); setPlace(null); }} /></Field>
        {communityId ? <PlacePicker key={communityId} communityId={Number(communityId)} onChange={setPlace} error={offer.fields['areaId']} /> : null}
      </Stack>
    </Dialog>
  );
}
const SAID: Record<LiaisonAction, string> = { accept: '已同意，谢谢您', decline: '好的，不会有任何影响', withdraw: '已撤回', end: '已结束，谢谢您的付出', refuse: '' };
function Mine({ view, done }: { view: LiaisonView; done: () => void }) {
  const act = useAction(async (_key, action: 'accept' | 'decline' | 'withdraw' | 'end') => { await api.liaisons[action](view.id); return action; }, (action) => { toast(SAID[action], 'ok'); done(); });
  const end = async () => { if (await confirm({ title: `结束包联${view.place.name}？`, text: '社区会收到通知，可以再找别人。', ok: '结束', danger: true })) void act.run('end'); };
  return (
    <LiaisonCard view={view} mine>
      {view.actions.includes('decline') ? <Text size='sm' tone='soft' block>{view.community.name}想请您包联。不方便可以不理会，不会有任何影响。</Text> : null}
      {view.actions.length > 0 ? (
        <Row gap={2} wrap>
          {view.actions.includes('accept') ? <Button size='small' icon='check' busy={act.busy} onPress={() => void act.run('accept')}>同意</Button> : null}
          {view.actions.includes('decline') ? <Button kind='plain' size='small' disabled={act.busy} onPress={() => void act.run('decline')}>不方便</Button> : null}
          {view.actions.includes('withdraw') ? <Button kind='plain' size='small' busy={act.busy} onPress={() => void act.run('withdraw')}>撤回</Button> : null}
          {view.actions.includes('end') ? <Button kind='plain' size='small' busy={act.busy} onPress={() => void end()}>结束包联</Button> : null}
        </Row>
      ) : null}
    </LiaisonCard>
  );
}
const Caretakers = ({ rows, where }: { rows: readonly CaretakerView[]; where: string }) => (rows.length === 0 ? <Card><Text tone='soft' block>{where}还没有单位或党员包联。有事可以在“我要办”里点单，社区会回应。</Text></Card> : (
  <Card flush>{rows.map((row) => <Cell key={row.id} icon={row.kind === 'UNIT' ? 'building' : 'user'} title={row.name} note={[row.place.name, row.households].filter(Boolean).join(' · ')} value={row.kind === 'UNIT' ? '单位' : '党员'} />)}</Card>
));

function Liaisons({ me }: { me: MeView }) {
  const [offering, setOffering] = useState<'mine' | 'unit' | null>(null);
  const mine = useLoad(() => api.liaisons.mine());
  const place = me.compound ?? me.community;
  const around = useLoad(place ? () => api.liaisons.around(place.id) : null, [place?.id]);
  const done = () => { setOffering(null); void mine.reload(); void around.reload(); };
  const isMember = me.kind !== 'RESIDENT', liaison = unitsOf(me).length > 0;
  return (
    <Page title='包联' wide load={mine}>
      {(rows) => (
        <Grid cols={1} desk={2}>
          <Box className='x-stack'>
            {isMember || rows.length > 0 || liaison ? (
              <Section title='我和我单位包联的'>
                {(isMember && me.community) || liaison ? <Row gap={2} wrap>
                {isMember && me.community ? <Button kind='soft' size='small' icon='plus' onPress={() => setOffering('mine')}>我来包联</Button> : null}
                {liaison ? <Button kind='soft' size='small' icon='building' onPress={() => setOffering('unit')}>单位包联</Button> : null}
                </Row> : null}
                {rows.length === 0 ? <Card><Empty icon='home' title='还没有包联' text='认一个单元、几户邻居，平时多走动，有事帮着问一问。' /></Card> : rows.map((row) => <Mine key={row.id} view={row} done={done} />)}
              </Section>
            ) : null}
          </Box>
          <Box className='x-stack'>
            {place ? <Section title={`谁包联${place.name}`}>{around.data ? <Caretakers rows={around.data} where={place.name} /> : around.error ? <Card><Text tone='red'>{around.error}</Text></Card> : null}</Section>
              : <Banner tone='info' action={<Button kind='text' size='small' to='/pages/welcome/index'>去报到</Button>}>报到以后，这里会显示谁包联您住的小区。</Banner>}
          </Box>
          {offering === 'mine' && me.community ? <OfferMine communityId={me.community.id} onClose={() => setOffering(null)} done={done} /> : null}
          {offering === 'unit' ? <OfferUnit me={me} onClose={() => setOffering(null)} done={done} /> : null}
        </Grid>
      )}
    </Page>
  );
}

export default signedIn('包联', Liaisons);
