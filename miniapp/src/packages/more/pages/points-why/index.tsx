import { DIFFICULTIES, ENTRY_KINDS, EVIDENCE, TASK_KINDS, startOfDay, type PointsWhyView, type TariffFacts } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { callCommunity } from '../../../../cards/call-community';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { balance, day, minutes, sayFrom, signed, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Box, Button, Card, Cell, Facts, Page, Row, Section, Stack, Tag, Text } from '../../../../ui';

const why = (id: number): string => `/packages/more/pages/points-why/index?id=${id}`;
/** The page of what an entry is about; a lot or a correction has none. */
const SUBJECTS: Partial<Record<PointsWhyView['refType'], { title: string; icon: 'edit' | 'gift'; page: string }>> = {
  log: { title: '看这次服务的日志', icon: 'edit', page: 'log-view' },
  redemption: { title: '看这张兑换单', icon: 'gift', page: 'order' },
};

/** What the rule was given: enough to work it out again by hand. */
function Given({ facts }: { facts: TariffFacts }) {
  return (
    <Section title='按什么算的'>
      <Card>
        <Facts rows={[
          { name: '服务日期', value: day(startOfDay(facts.day)), icon: 'calendar' },
          { name: '服务时长', value: minutes(facts.minutes), icon: 'clock' },
          { name: '类别', value: TASK_KINDS[facts.kind].label, icon: 'tasks' },
          ...(facts.difficulty ? [{ name: '难度', value: DIFFICULTIES[facts.difficulty], icon: 'scale' as const }] : []),
          { name: '依据', value: EVIDENCE[facts.evidence], icon: 'shield' },
          ...(facts.addition ? [{ name: '社区加分', value: `加 ${facts.addition.percent}%`, icon: 'plus' as const }] : []),
          { name: '当天已得', value: `${facts.dayPoints} 分`, icon: 'coin' },
          { name: '当月已得', value: `${facts.monthPoints} 分`, icon: 'coin' },
        ]} />
      </Card>
    </Section>
  );
}
function Lots({ view }: { view: PointsWhyView }) {
  return (
    <Section title={view.amount > 0 ? '这些分用到什么时候' : '动了哪几批分'}>
      <Card>
        {view.lots.map((lot, i) => <Row key={i} spread gap={2} wrap><Text>用到{day(lot.expiresAt)}</Text><Text strong numeric>{Math.abs(lot.points)} 分</Text></Row>)}
      </Card>
    </Section>
  );
}
/** 为什么是这么多分: the rule, its arithmetic step by step, and what it was given. */
function Why() {
  const id = Number(useRouter().params['id']);
  const entry = useLoad(() => api.points.why(id), [id]);
  const ring = useAction(callCommunity);
  return (
    <Page title='为什么是这么多分' wide load={entry}>
      {(view) => {
        const subject = SUBJECTS[view.refType];
        return (
          <>
            {view.reversedBy !== null ? <Banner tone='warn' title='这一笔已经冲正' action={<Button kind='text' size='small' to={why(view.reversedBy)}>看冲正</Button>}>原来的记录不改，另记一笔相反的。</Banner> : null}
            {view.reverses !== null ? <Banner tone='info' title='这一笔是冲正' action={<Button kind='text' size='small' to={why(view.reverses)}>看原来那笔</Button>}>原来那笔记错了，这里记一笔相反的。</Banner> : null}
            <Halves left={<>
              <Card tone={view.amount > 0 ? 'gold' : 'plain'}>
                <Row spread top wrap><Text size='lg' strong>{view.title}</Text><Tag tone='quiet'>{ENTRY_KINDS[view.kind]}</Tag></Row>
                <Box className='m-balance'>{view.amount === 0 ? '已结清' : signed(view.amount)}</Box>
                {view.why ? <Text block>{view.why}</Text> : null}
                <Text size='sm' tone='soft' block>{time(view.at)} · 记完后余 {balance(view.balance)} 分</Text>
              </Card>
              {view.steps.length > 0 ? (
                <Section title='一步一步算'>
                  <Card>
                    <Stack gap={2} as='ol'>
                      {view.steps.map((step, i) => (
                        <Box as='li' key={i} className={i === view.steps.length - 1 ? 'm-sum m-sum--last' : 'm-sum'}><Text tone='soft'>{step.label}</Text><Text strong numeric>{step.value}</Text></Box>
                      ))}
                    </Stack>
                  </Card>
                </Section>
              ) : null}
              {view.rule ? (
                <Section title='用的哪条规则'>
                  <Card><Facts rows={[{ name: '规则', value: view.rule.name, icon: 'book' }, { name: '版本', value: `第 ${view.rule.version} 版`, icon: 'file' }, { name: '施行日期', value: sayFrom(view.rule.effectiveFrom), icon: 'calendar' }]} /></Card>
                </Section>
              ) : null}
            </>} right={<>
              {view.facts ? <Given facts={view.facts} /> : null}
              {view.lots.length > 0 ? <Lots view={view} /> : null}
              <Card flush>
                {subject ? <Cell icon={subject.icon} title={subject.title} to={`/packages/more/pages/${subject.page}/index?id=${view.refId}`} /> : null}
                <Cell icon='phone' title='觉得算得不对' note='打给社区问一问' onPress={() => void ring.run()} />
              </Card>
            </>} />
          </>
        );
      }}
    </Page>
  );
}

export default signedIn('为什么是这么多分', Why);
