import { dayOf, monthOf, type TariffView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { sayFrom, sayMonth, time } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Button, Card, Cell, Dialog, Empty, Page, Row, Section, Stack, Tag, Text, confirm, toast, useWide } from '../../../../ui';
import { overCity } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';
import { Changes, PublishDialog, TariffTag, TariffText } from '../../parts/tariff-parts';
import { changesOf, sayChanges } from '../../parts/tariff-words';

const sayInForce = ({ effectiveFrom, publishedAt }: TariffView): string => [effectiveFrom ? `${sayFrom(effectiveFrom)}执行` : '', publishedAt ? `${time(publishedAt)}公布` : ''].filter(Boolean).join('，');

function Draft({ draft, current, onPublish, onGone }: { draft: TariffView; current: TariffView; onPublish: () => void; onGone: () => void }) {
  const discard = useAction((_key, id: number) => api.tariffs.discard(id), () => { toast('草稿已删除', 'ok'); onGone(); });
  const ask = async () => { if (await confirm({ title: `删除草稿“${draft.name}”？`, text: '草稿从没有执行过，删除后找不回来。', ok: '删除', danger: true })) void discard.run(draft.id); };
  const may = (action: TariffView['actions'][number]) => draft.actions.includes(action);
  return (
    <Card>
      <Row spread gap={2} wrap><Text size='lg' strong>{draft.name}</Text><Tag tone='gold'>{sayChanges(changesOf(current.rules, draft.rules))}</Tag></Row>
      {draft.note ? <Text tone='soft' block>{draft.note}</Text> : null}
      <Row gap={2} wrap>
        {may('edit') ? <Button kind='soft' size='small' icon='edit' label={`修改${draft.name}`} to={DESK.tariffEdit(draft.id)}>修改</Button> : null}
        <Button kind='soft' size='small' icon='chart' label={`试算${draft.name}`} to={DESK.simulation(draft.id)}>试算</Button>
        {may('publish') ? <Button kind='soft' size='small' icon='megaphone' label={`公布${draft.name}`} onPress={onPublish}>公布</Button> : null}
        {may('discard') ? <Button kind='text' size='small' label={`删除${draft.name}`} busy={discard.busy} onPress={() => void ask()}>删除</Button> : null}
      </Row>
    </Card>
  );
}
/** The tariff in force in sentences; for who answers for it also the drafts and all versions. */
function Tariff({ me }: DeskProps) {
  const mayManage = me.permissions.includes('tariff.manage'), mayDraft = overCity(me, 'tariff.manage');
  const load = useLoad(async () => ({ current: await api.tariffs.current(), versions: mayManage ? await api.tariffs.list() : [] }), [mayManage]);
  const [publishing, setPublishing] = useState<TariffView | null>(null);
  const [shown, setShown] = useState<TariffView | null>(null);
  const wide = useWide();
  const begin = useAction((_key, from: TariffView) => api.tariffs.create({ name: `${sayMonth(monthOf(Date.now()))}修订`, note: '', rules: from.rules }), (draft) => go(DESK.tariffEdit(draft.id)));
  const current = load.data?.current;
  const add = mayDraft && current ? <Button icon='plus' size={wide ? 'small' : 'normal'} busy={begin.busy} onPress={() => void begin.run(current)}>新拟一版</Button> : undefined;
  return (
    <Page title='积分办法' wide load={load} footer={wide ? undefined : add} aside={wide ? add : undefined}>
      {(view) => {
        const drafts = view.versions.filter((one) => one.status === 'DRAFT'), published = view.versions.filter((one) => one.status === 'PUBLISHED');
        const next = published.filter((one) => (one.effectiveFrom ?? '') > dayOf(Date.now()));
        const force = (
          <Section title='现在执行的办法' note={`第 ${view.current.version} 版`}>
            <Card>
              <Row spread gap={2} wrap><Text size='lg' strong>{view.current.name}</Text><TariffTag tariff={view.current} /></Row>
              <Text size='sm' tone='soft' block>{sayInForce(view.current)}</Text>
              <TariffText tariff={view.current} />
            </Card>
          </Section>
        );
        if (!mayManage) return <>{force}<Text size='sm' tone='faint' block>全市用同一个办法，由市里公布。社区可以在自己的任务上另提加分，见“社区加分”。</Text></>;
        return (
          <>
            <Halves left={force} right={<>
              <Section title='草稿' note={drafts.length > 0 ? `${drafts.length} 份` : undefined}>
                {drafts.length === 0 ? <Card><Empty icon='edit' title='没有草稿' text={mayDraft ? '点“新拟一版”，从现行办法改起。改好先试算，再公布。' : '办法由市里拟定。有建议可以向市里提。'} /></Card>
                  : drafts.map((draft) => <Draft key={draft.id} draft={draft} current={view.current} onPublish={() => setPublishing(draft)} onGone={() => void load.reload()} />)}
              </Section>
              <Section title='公布过的版本' note={next.length > 0 ? `${next.length} 版待执行` : undefined}>
                <Card flush>{published.map((one) => <Cell key={one.id} icon='file' title={`第 ${one.version} 版 · ${one.name}`} note={sayInForce(one)} value={<TariffTag tariff={one} />} onPress={() => setShown(one)} />)}</Card>
              </Section>
            </>} />
            {publishing ? <PublishDialog draft={publishing} current={view.current} onClose={() => setPublishing(null)} onDone={() => { setPublishing(null); void load.reload(); }} /> : null}
            <Dialog open={shown !== null} title={shown ? `第 ${shown.version} 版 · ${shown.name}` : ''} onClose={() => setShown(null)} sheet>
              {shown ? (
                <Stack gap={4}>
                  <Row gap={2} wrap><TariffTag tariff={shown} /><Text size='sm' tone='soft'>{sayInForce(shown)}</Text></Row>
                  {shown.note ? <Text block>{shown.note}</Text> : null}
                  <TariffText tariff={shown} />
                  {shown.current ? null : <Stack gap={2}><Text strong block>与现行办法相比</Text><Changes changes={changesOf(view.current.rules, shown.rules)} /></Stack>}
                </Stack>
              ) : null}
            </Dialog>
          </>
        );
      }}
    </Page>
  );
}
export default deskPage('积分办法', 'tariff.add', Tariff);
