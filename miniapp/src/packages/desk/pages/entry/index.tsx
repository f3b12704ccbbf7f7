import { ENTRY_KINDS, LEDGER_ACCOUNTS, LEDGER_REFS, type EntryKind } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { signed, time } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Facts, Page, Row, Section, Tag, Text } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { factsOf, isOwn, sayMoved } from '../../parts/journal-words';
import { DESK } from '../../parts/paths';
import '../../parts/credit.scss';

/** Kinds that stand for themselves; what belongs to an order is put right through the order. */
const REVERSIBLE: readonly EntryKind[] = ['AWARD', 'EXPIRE', 'ADJUST'];

/** One transaction with both its sides, and whether it still is what it was when it was written. */
function Entry({ me }: DeskProps) {
  const id = Number(useRouter().params['id']);
  const load = useLoad(() => api.journal.get(id), [id]);
  return (
    <Page title='一笔流水' wide load={load}>
      {(view) => {
        const facts = factsOf(view.inputs);
        return (
          <>
            {view.intact ? null : <Banner tone='bad' title='这笔流水被改动过'>存的内容与当时的指纹对不上。请不要再动它，马上报告市里，并核对数据库的备份。</Banner>}
            {view.reversedBy !== null ? <Banner tone='warn' title='这一笔已经冲正' action={<Button kind='text' size='small' to={DESK.entry(view.reversedBy)}>看冲正</Button>}>原来的记录不改，另记一笔相反的。</Banner> : null}
            {view.reverses !== null ? <Banner tone='info' title='这一笔是冲正' action={<Button kind='text' size='small' to={DESK.entry(view.reverses)}>看原来那笔</Button>}>原来那笔不该有，这里记一笔相反的。</Banner> : null}
            <Halves left={<>
              <Card>
                <Row spread gap={2} top wrap><Text size='lg' strong>{view.title}</Text><Tag>{ENTRY_KINDS[view.kind]}</Tag></Row>
                <Text size='xxl' strong numeric block>{sayMoved(view)}</Text>
                {view.why ? <Text block>{view.why}</Text> : null}
                <Facts rows={[
                  { name: '谁的', value: view.personName || '—', icon: 'user' },
                  { name: '什么时候', value: time(view.at), icon: 'clock' },
                  { name: '哪里', value: view.areaName || '全市', icon: 'pin' },
                  { name: '经手', value: view.actorName, icon: 'edit' },
                  { name: '凭什么', value: `${LEDGER_REFS[view.refType]} ${view.refId}`, icon: 'link' },
                  ...(view.reason ? [{ name: '理由', value: view.reason, icon: 'chat' as const }] : []),
                  { name: '记完后余', value: `${view.balance} 分`, icon: 'coin' },
                ]} />
              </Card>
              {me.permissions.includes('points.correct') && view.reversedBy === null && REVERSIBLE.includes(view.kind) ? <Button kind='plain' icon='undo' to={DESK.reverse(view.id)}>提出冲正</Button> : null}
            </>} right={<>
              <Section title='两边' note='合计为零'>
                <Card>
                  <Box as='ul' className='x-stack x-gap-0'>
                    {view.entries.map((entry) => <Box as='li' key={entry.account} className='c-side'><Text>{isOwn(entry.account) ? `${view.personName}的${LEDGER_ACCOUNTS[entry.account]}` : `公账：${LEDGER_ACCOUNTS[entry.account]}`}</Text><Text strong numeric tone={entry.amount < 0 ? 'red' : 'pine'}>{signed(entry.amount)}</Text></Box>)}
                  </Box>
                </Card>
              </Section>
              {facts ? <Section title='按什么算的' note={view.ruleVersion === null ? undefined : `积分办法第 ${view.ruleVersion} 版`}><Card><Facts rows={facts} /></Card></Section> : null}
              <Section title='有没有被改过'>
                <Card>
                  {view.intact ? <Tag tone='ok' icon='check-circle'>没有改过，指纹相符</Tag> : <Tag tone='red' icon='alert'>指纹不符</Tag>}
                  <Facts rows={[{ name: '流水编号', value: String(view.id) }]} />
                  <Text size='sm' tone='soft' block>指纹</Text>
                  <Box className='c-hash'>{view.hash}</Box>
                </Card>
              </Section>
            </>} />
          </>
        );
      }}
    </Page>
  );
}
export default deskPage('一笔流水', 'audit.read', Entry);
