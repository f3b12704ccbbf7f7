import { dayOf, LETTER_LIMITS, WORD_STATUSES, type LetterBatchResult, type LetterStatus, type LetterView, type ThanksWordView, type WordStatus } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { LetterCard } from '../../../../cards/letter-card';
import { ago } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { usePages, type Pages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Empty, Grid, Grow, Page, Row, Segmented, Tag, Text, confirm, toast } from '../../../../ui';
import { isCommunity } from '../../parts/area';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { ReasonDialog } from '../../parts/reason-dialog';

type Tab = Exclude<LetterStatus, 'VOID'> | 'WORDS';
const TABS: readonly { key: Tab; text: string }[] = [{ key: 'WORDS', text: '感谢' }, { key: 'DRAFT', text: '草稿' }, { key: 'SUBMITTED', text: '待批' }, { key: 'APPROVED', text: '待送' }, { key: 'DELIVERED', text: '已送' }, { key: 'RECEIVED', text: '签收' }];
const EMPTY: Record<Exclude<Tab, 'WORDS'>, [title: string, text: string]> = {
  DRAFT: ['没有草稿', '点“生成草稿”，这一年服务满四小时的人各一封，次数、时长和居民的话都已写好。'], SUBMITTED: ['没有等审批的', '社区交来的信在这里，街道一点就编号。'], APPROVED: ['没有等送达的', '批准编号后在这里，打印盖章，一点送达。'],
  DELIVERED: ['没有等签收的', '送达后，单位联络员或本人一点签收。'], RECEIVED: ['还没有签收的', '签收后信在这里存档。'],
};
const tell = (word: string) => ({ done, refused }: LetterBatchResult): void => toast(refused.length === 0 ? `${word} ${done} 封` : `${word} ${done} 封，${refused.length} 封没有办：${refused[0]!.message}`, refused.length === 0 ? 'ok' : 'bad');

function Decide({ letter, done }: { letter: LetterView; done: () => void }) {
  const [asking, setAsking] = useState<'return' | 'void' | null>(null);
  const act = useAction((key, id: number, what: 'return' | 'void', reason: string) => (what === 'return' ? api.letters.sendBack : api.letters.void)(id, { reason }, key), () => { toast(asking === 'return' ? '已退回社区' : '已作废', 'ok'); setAsking(null); done(); });
  return (
    <>
      {letter.actions.includes('return') ? <Button kind='plain' size='small' label={`退回给${letter.name}的信`} onPress={() => setAsking('return')}>退回</Button> : null}
      {letter.actions.includes('void') ? <Button kind='text' size='small' label={`${letter.status === 'DRAFT' ? '去掉' : '作废'}给${letter.name}的信`} onPress={() => setAsking('void')}>{letter.status === 'DRAFT' ? '去掉' : '作废'}</Button> : null}
      {asking ? <ReasonDialog key={asking} open title={asking === 'return' ? `退回给${letter.name}的信` : `${letter.status === 'DRAFT' ? '去掉' : '作废'}给${letter.name}的信`} note={asking === 'return' ? '社区会看到这句话，改好再交。' : letter.status === 'DELIVERED' || letter.status === 'RECEIVED' ? '收到信的人会得到通知，编号不再使用。' : '信不再送出，可以重新生成。'} reasons={asking === 'return' ? ['单位名称要改', '今年不表扬'] : ['写错了人', '今年不表扬']} limits={LETTER_LIMITS.reason} ok='确定' danger={asking === 'void'} busy={act.busy} error={act.fields['reason']} onClose={() => setAsking(null)} onSend={(reason) => void act.run(letter.id, asking, reason)} /> : null}
    </>
  );
}
/** Residents' words: looked at once, then on the helper's page and in his letter. */
function Words({ area }: Pick<DeskProps, 'area'>) {
  const [status, setStatus] = useState<WordStatus>('WAITING');
  const words = usePages((after) => api.thanks.list({ areaId: area.id, status, after }), [area.id, status]);
  const pass = useAction((key, wordIds: number[], usable: boolean) => api.thanks.pass({ wordIds, usable }, key), ({ done, refused }) => { toast(refused[0]?.message ?? `办好 ${done} 条`, refused.length === 0 ? 'ok' : 'bad'); void words.reload(); });
  const One = ({ word }: { word: ThanksWordView }) => (
    <Card>
      <Text size='lg' block>“{word.text}”</Text>
      <Text size='sm' tone='soft' block>{word.taskTitle} · {word.helpers.join('、') || '没有核实的服务'} · {ago(word.at)}</Text>
      <Row gap={2} wrap>
        {word.status === 'USABLE' ? <Tag tone='ok'>可用</Tag> : <Button size='small' busy={pass.busy} label={`“${word.text.slice(0, 12)}”可用`} onPress={() => void pass.run([word.id], true)}>可用</Button>}
        {word.status === 'HIDDEN' ? <Tag tone='quiet'>不用</Tag> : <Button kind='text' size='small' busy={pass.busy} label={`“${word.text.slice(0, 12)}”不用`} onPress={() => void pass.run([word.id], false)}>不用</Button>}
      </Row>
    </Card>
  );
  return (
    <>
      <Row gap={2} wrap>
        <Segmented label='状态' options={(Object.keys(WORD_STATUSES) as WordStatus[]).map((key) => ({ key, text: WORD_STATUSES[key] }))} value={status} onChange={setStatus} />
        {status === 'WAITING' && (words.data?.length ?? 0) > 1 ? <Button kind='soft' size='small' icon='check' busy={pass.busy} onPress={() => void pass.run(words.data!.map((w) => w.id), true)}>{`这 ${words.data!.length} 条都可用`}</Button> : null}
      </Row>
      <Listing pages={words} empty={<Card><Empty icon='heart' title='没有这样的话' text='居民说“解决了”时写下的感谢，经本人同意引用，先到这里看一眼。不写是谁说的。' /></Card>}>
        {(rows, footer) => <><Grid cols={1} desk={2}>{rows.map((word) => <One key={word.id} word={word} />)}</Grid>{footer}</>}
      </Listing>
    </>
  );
}
function Batch({ tab, area, year, letters, mayApprove }: { tab: Tab; area: DeskProps['area']; year: number; letters: Pages<LetterView>; mayApprove: boolean }) {
  const again = (say: (result: LetterBatchResult) => void) => (result: LetterBatchResult) => { say(result); void letters.reload(); };
  const draft = useAction((key, areaId: number, y: number) => api.letters.draft({ areaId, year: y }, key), again(({ done, refused }) => toast(done === 0 && refused.length === 0 ? '够条件的都有了' : `写好 ${done} 封${refused.length > 0 ? '；您自己的请同事来写' : ''}`, 'ok')));
  const submit = useAction((key, areaId: number, y: number) => api.letters.submit({ areaId, year: y }, key), again(tell('已交')));
  const approve = useAction((key, letterIds: number[]) => api.letters.approve({ letterIds }, key), again(tell('已编号')));
  const deliver = useAction((key, letterIds: number[]) => api.letters.deliver({ letterIds }, key), again(tell('已送达')));
  const able = (action: 'approve' | 'deliver') => (letters.data ?? []).filter((l) => l.actions.includes(action)).map((l) => l.id);
  const ask = async (title: string, text: string, ok: string, run: () => void) => { if (await confirm({ title, text, ok })) run(); };
  if (tab === 'DRAFT' && isCommunity(area)) return (
    <>
      <Button kind='plain' icon='edit' busy={draft.busy} onPress={() => void draft.run(area.id, year)}>生成草稿</Button>
      {(letters.data?.length ?? 0) > 0 ? <Button icon='send' busy={submit.busy} onPress={() => void ask('草稿全部交街道？', '街道批准后编号，打印盖章再送达。', '交街道', () => void submit.run(area.id, year))}>全部交街道</Button> : null}
    </>
  );
  if (tab === 'SUBMITTED' && mayApprove && able('approve').length > 0) return <Button icon='check' busy={approve.busy} onPress={() => void ask(`批准 ${able('approve').length} 封？`, '每封得到街道今年的下一个编号。', '批准编号', () => void approve.run(able('approve')))}>批准这 {able('approve').length} 封</Button>;
  if (tab === 'APPROVED' && mayApprove && able('deliver').length > 0) return <Button icon='send' busy={deliver.busy} onPress={() => void ask(`送达 ${able('deliver').length} 封？`, '本人此刻同意告知单位的，送单位联络员；不同意的只送本人。', '送达', () => void deliver.run(able('deliver')))}>送达这 {able('deliver').length} 封</Button>;
  return null;
}
function Letters({ me, area, choose }: DeskProps) {
  const asked = useRouter().params['tab'] as Tab | undefined, now = Number(dayOf(Date.now()).slice(0, 4)), mayApprove = me.permissions.includes('honour.approve');
  const [tab, setTab] = useState<Tab>(TABS.some((t) => t.key === asked) ? asked! : mayApprove ? 'SUBMITTED' : 'DRAFT');
  const [year, setYear] = useState(now);
  const letters = usePages(tab === 'WORDS' ? null : (after) => api.letters.list({ areaId: area.id, year, status: tab, after }), [area.id, year, tab]);
  const able = (action: 'approve' | 'deliver') => mayApprove && (letters.data ?? []).some((l) => l.actions.includes(action));
  const hasBatch = (tab === 'DRAFT' && isCommunity(area)) || (tab === 'SUBMITTED' && able('approve')) || (tab === 'APPROVED' && able('deliver'));
  const batch = !hasBatch ? undefined : <Batch tab={tab} area={area} year={year} letters={letters} mayApprove={mayApprove} />;
  return (
    <Page title='表扬信' wide onRefresh={letters.reload} footer={batch}>
      <Segmented label='哪一步' options={TABS} value={tab} onChange={setTab} />
      <Row gap={2} wrap>
        {tab === 'WORDS' ? null : <Segmented label='哪一年' options={[{ key: String(now), text: `${now}年` }, { key: String(now - 1), text: `${now - 1}年` }]} value={String(year)} onChange={(y) => setYear(Number(y))} />}
        <AreaSwitch me={me} permission='honour.manage' area={area} choose={choose} />
        <Grow />
      </Row>
      {tab === 'WORDS' ? <Words area={area} /> : (
        <>
          {tab === 'DRAFT' && !isCommunity(area) ? <Banner tone='info'>草稿由社区生成。要替一个社区生成，先在上面换到那个社区。</Banner> : null}
          <Listing pages={letters} empty={<Card><Empty icon='send' title={EMPTY[tab][0]} text={EMPTY[tab][1]} /></Card>}>
            {(rows, footer) => <><Grid cols={1} desk={3}>{rows.map((letter) => <LetterCard key={letter.id} letter={letter}><Decide letter={letter} done={() => void letters.reload()} /></LetterCard>)}</Grid>{footer}</>}
          </Listing>
        </>
      )}
    </Page>
  );
}
export default deskPage('表扬信', 'honour.manage', Letters);
