import { AREA_CHILDREN, AREA_KINDS, AREA_LIMITS, type AreaKind, type AreaView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Button, Card, Cell, Dialog, Empty, Field, Icon, Page, Press, Row, SearchBar, Select, Stack, Text, TextInput, toast } from '../../../../ui';
import { areasOf } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';

/** A new area below one, or another name for it. */
function AreaDialog({ area, mode, onDone, onClose }: { area: AreaView; mode: 'add' | 'rename'; onDone: (area: AreaView) => void; onClose: () => void }) {
  const kinds = AREA_CHILDREN[area.kind];
  const [kind, setKind] = useState<AreaKind>(kinds[0] ?? 'COMPOUND');
  const [name, setName] = useState(mode === 'rename' ? area.name : '');
  const save = useAction((_key, what: AreaKind, text: string) => (mode === 'add' ? api.areas.create({ parentId: area.id, kind: what, name: text }) : api.areas.rename(area.id, { name: text })), (view) => { toast(mode === 'add' ? `已添加${view.name}` : '已改名', 'ok'); onDone(view); });
  return (
    <Dialog open title={mode === 'add' ? `在${area.name}下添加` : `给${area.name}改名`} onClose={onClose} foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!name.trim()} onPress={() => void save.run(kind, name.trim())}>保存</Button></>}>
      <Stack>
        {mode === 'add' ? <Field label='类型' required error={save.fields['kind']}><Select options={kinds.map((key) => ({ key, text: AREA_KINDS[key] }))} value={kind} onChange={setKind} /></Field> : <Text tone='soft' block>只改名字；报到、任务和记录都还在。</Text>}
        <Field label='名称' required error={save.fields['name']}><TextInput value={name} onChange={setName} maxLength={AREA_LIMITS.name.max} placeholder='如：桃园小区' /></Field>
      </Stack>
    </Dialog>
  );
}
function Areas({ me, area }: DeskProps) {
  // The whole of what he may change, whatever community the other pages are about at the moment.
  const top = areasOf(me, 'area.manage')[0] ?? area;
  const [trail, setTrail] = useState<readonly AreaView[]>([]);
  const [q, setQ] = useState('');
  const [dialog, setDialog] = useState<'add' | 'rename' | null>(null);
  const root = useLoad(() => api.areas.get(top.id), [top.id]);
  const here = trail.at(-1) ?? root.data;
  const children = useLoad(here ? () => api.areas.children(here.id) : null, [here?.id]);
  const open = (next: readonly AreaView[]) => { setTrail(next); setQ(''); };
  const renamed = (area: AreaView) => { if (trail.length === 0) root.set(area); else setTrail([...trail.slice(0, -1), area]); };
  return (
    <Page title='区域管理' load={root} footer={here && AREA_CHILDREN[here.kind].length > 0 ? <Button icon='plus' onPress={() => setDialog('add')}>在{here.name}下添加</Button> : undefined}>
      {(city) => {
        const at = here ?? city;
        const rows = (children.data ?? []).filter((area) => area.name.includes(q));
        return (
          <>
            <Row gap={0} wrap>
              {[city, ...trail].map((area, i) => (
                <Row key={area.id} gap={0}>{i > 0 ? <Icon name='right' size='sm' /> : null}{i === trail.length ? <Text strong>{area.name}</Text> : <Press className='d-crumb' label={`回到${area.name}`} onPress={() => open(trail.slice(0, i))}>{area.name}</Press>}</Row>
              ))}
            </Row>
            <Card>
              <Row spread wrap>
                <Text><Text tone='soft'>{AREA_KINDS[at.kind]}</Text> <Text strong size='lg'>{at.name}</Text></Text>
                <Button kind='text' size='small' icon='edit' onPress={() => setDialog('rename')}>改名</Button>
              </Row>
            </Card>
            {(children.data?.length ?? 0) > 8 ? <SearchBar value={q} onSearch={setQ} placeholder='在这一级里找' /> : null}
            {children.error && !children.data ? <Text tone='red' block>{children.error}</Text> : null}
            {children.data && rows.length === 0 ? <Card><Empty icon='pin' title={q ? '没有找到' : '下面还没有区域'} text={AREA_CHILDREN[at.kind].length > 0 ? '可以一个个添加，也可以用表格一次导入。' : '这是最小的一级。'} /></Card> : null}
            {rows.length > 0 ? <Card flush>{rows.map((area) => <Cell key={area.id} icon={area.kind === 'COMPOUND' || area.kind === 'BUILDING' ? 'building' : 'pin'} title={area.name} note={AREA_KINDS[area.kind]} onPress={() => open([...trail, area])} />)}</Card> : null}
            {dialog ? <AreaDialog key={`${dialog}${at.id}`} area={at} mode={dialog} onClose={() => setDialog(null)} onDone={(area) => { setDialog(null); if (dialog === 'rename') renamed(area); else void children.reload(); }} /> : null}
          </>
        );
      }}
    </Page>
  );
}
export default deskPage('区域管理', 'area.manage', Areas);
