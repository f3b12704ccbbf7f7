import { REGISTRATION_LIMITS, REGISTRATION_STATUSES, type LiaisonView, type MeView, type RegisterUnitInput, type UnitRegistrationView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { AreaPicker, NO_AREA } from '../../../../cards/area-picker';
import { signedIn } from '../../../../cards/signed-in';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Empty, Facts, Field, Grid, Page, Row, Section, Select, Stack, StatusTag, Text, TextArea, TextInput, confirm, toast } from '../../../../ui';

/** The units whose liaison the reader is: his posts say so. */
const unitsOf = (me: MeView) => me.posts.flatMap((post) => (post.role === 'UNIT_LIAISON' && post.unitId !== null ? [{ key: String(post.unitId), text: post.unitName }] : []));

function Register({ me, done }: { me: MeView; done: () => void }) {
  const units = unitsOf(me);
  const [unit, setUnit] = useState(units[0]?.key ?? null);
  const [area, setArea] = useState(NO_AREA);
  const [liaisonName, setName] = useState(me.name);
  const [liaisonPhone, setPhone] = useState(/^\d+$/.test(me.phone) ? me.phone : '');
  const [resources, setResources] = useState('');
  const register = useAction((_key, input: RegisterUnitInput) => api.unitRegistrations.create(input), () => { toast('已提交，等社区确认', 'ok'); setArea(NO_AREA); setResources(''); done(); });
  const { communityId } = area;
  const ready = unit !== null && communityId !== null && liaisonName.trim() !== '' && liaisonPhone.trim() !== '';
  const submit = () => { if (unit !== null && communityId !== null) void register.run({ unitId: Number(unit), communityId, liaisonName: liaisonName.trim(), liaisonPhone: liaisonPhone.trim(), ...(resources.trim() ? { resources: resources.trim() } : {}) }); };
  return (
    <Card><Stack gap={4}>
      <Field label='单位' required error={register.fields['unitId']}><Select options={units} value={unit} onChange={setUnit} /></Field>
      <AreaPicker value={area} onChange={setArea} errors={register.fields} compound={false} />
      <Field label='联络人' required error={register.fields['liaisonName']}><TextInput value={liaisonName} onChange={setName} maxLength={20} /></Field>
      <Field label='联络电话' required error={register.fields['liaisonPhone']}><TextInput kind='phone' value={liaisonPhone} onChange={setPhone} maxLength={20} /></Field>
      <Field label='能提供什么' hint='场地、专业特长、物资都可以写' error={register.fields['resources']}><TextArea value={resources} onChange={setResources} maxLength={REGISTRATION_LIMITS.resources.max} rows={2} /></Field>
      <Button block busy={register.busy} disabled={!ready} onPress={submit}>提交报到</Button>
    </Stack></Card>
  );
}
function One({ view, looked, changed }: { view: UnitRegistrationView; /** Compounds of this community that the unit looks after, or offered to. */ looked: LiaisonView[]; changed: () => void }) {
  const withdraw = useAction(() => api.unitRegistrations.withdraw(view.id), () => { toast('已撤回', 'ok'); changed(); });
  const ask = async () => { if (await confirm({ title: '撤回单位报到？', ok: '撤回', danger: true })) void withdraw.run(); };
  return (
    <Card>
      <Row spread top wrap><Text size='lg' strong>{view.unit.name} → {view.community.name}</Text><StatusTag status={view.status} labels={REGISTRATION_STATUSES} /></Row>
      <Facts rows={[
        { name: '联络人', value: `${view.liaisonName} ${view.liaisonPhone}`, icon: 'user' },
        ...(view.resources ? [{ name: '能提供', value: view.resources, icon: 'box' as const }] : []),
        { name: '提交', value: time(view.submittedAt), icon: 'clock' },
      ]} />
      {view.reason ? <Banner tone='warn' title='社区的说明'>{view.reason}</Banner> : null}
      {looked.length > 0 ? <Facts rows={[{ name: '包联小区', value: looked.map((one) => `${one.place.name}${one.status === 'PROPOSED' ? '（等确认）' : ''}`).join('、'), icon: 'home' }]} /> : null}
      <Row gap={2} wrap>
        {view.status === 'ACCEPTED' ? <Button kind='soft' size='small' icon='handshake' to='/packages/more/pages/liaisons/index'>包联小区</Button> : null}
        {view.actions.includes('withdraw') ? <Button kind='plain' size='small' busy={withdraw.busy} onPress={() => void ask()}>撤回</Button> : null}
      </Row>
    </Card>
  );
}

function Units({ me }: { me: MeView }) {
  const mine = useLoad(() => api.unitRegistrations.mine());
  const liaisons = useLoad(() => api.liaisons.mine());
  const looked = (view: UnitRegistrationView) => (liaisons.data ?? []).filter((one) => one.unit?.id === view.unit.id && one.community.id === view.community.id && (one.status === 'ACTIVE' || one.status === 'PROPOSED'));
  const liaison = unitsOf(me).length > 0;
  return (
    <Page title='单位报到' wide load={mine}>
      {(items) => !liaison && items.length === 0 ? <Empty icon='building' title='只有单位联络员能办' text='请本单位党组织联系社区，登记您为联络员。' /> : (
        <Grid cols={1} desk={2}>
          <Section title='已报到的社区'>
            {items.length === 0 ? <Card><Text tone='soft'>单位还没有到社区报到，请在这里提交。</Text></Card> : items.map((one) => <One key={one.id} view={one} looked={looked(one)} changed={() => void mine.reload()} />)}
          </Section>
          {liaison ? <Section title='到一个社区报到'><Register me={me} done={() => void mine.reload()} /></Section> : null}
        </Grid>
      )}
    </Page>
  );
}

export default signedIn('单位报到', Units);
