import { api } from '../../../api';
import { time } from '../../../lib/format';
import { useLoad } from '../../../lib/use-load';
import { BOARDS } from '../../../nav';
import { Banner, Button, Card, Cell, Hero, Page, Section } from '../../../ui';
import { overCity } from './area';
import type { DeskProps } from './desk-page';
import { figure } from './money';
import { DESK } from './paths';

/** The first page of an auditor: how the books stand, and where to look. */
export function AuditHome({ me, area }: DeskProps) {
  const mayRun = overCity(me, 'audit.read');
  const load = useLoad(async () => (mayRun ? (await api.reconcile.runs({})).items[0] ?? null : null), [mayRun]);
  return (
    <Page title='工作台' wide load={load} hero={<Hero title={`${me.name}，您好`} text={`${area.name} · 审计只看不改，看了谁都会留痕`} />}>
      {(last) => (
        <>
          {!mayRun ? null : last === null ? <Banner tone='info' title='还没有对过账' action={<Button kind='text' size='small' to={DESK.reconcile}>去对账</Button>}>每天凌晨三点自动对一次，也可以现在就对。</Banner>
            : last.findings === 0 ? <Banner tone='ok' title='账对得上' action={<Button kind='text' size='small' to={DESK.reconcileRun(last.id)}>看结果</Button>}>{`${time(last.at)}，核对了 ${figure(last.transactions)} 笔流水。`}</Banner>
              : <Banner tone='bad' title={`对账发现 ${figure(last.findings)} 处不对`} action={<Button kind='text' size='small' to={DESK.reconcileRun(last.id)}>去查看</Button>}>{`${time(last.at)}，核对了 ${figure(last.transactions)} 笔流水。`}</Banner>}
          <Section title='我的工作'>
            <Card flush>
              <Cell icon='search' title='积分流水' note='按人、地方、类型、日子或编号查每一笔' to={DESK.journal} />
              <Cell icon='users' title='核实情况' note='谁核实了多少、多快、什么时候，每个数都能点开' to={DESK.verifiers} />
              {me.permissions.includes('insight.view') ? <Cell icon='search' title='记录抽查结果' note='各社区每月的疑问率，不写名字' to={DESK.sampleRates} /> : null}
              {mayRun ? <Cell icon='check-circle' title='对账' note='二十六项，每晚自动核对，也可以现在就对' to={DESK.reconcile} /> : null}
              {me.permissions.includes('insight.view') ? <Cell icon='chart' title='看板' note='点单、任务、办结，只看事、不排名' to={DESK.dashboard} /> : null}
              {BOARDS.filter(({ to, note, permission }) => note && to !== DESK.dashboard && me.permissions.includes(permission)).map(({ to, text, note, icon }) => <Cell key={to} icon={icon} title={text} note={note} to={to} />)}
              <Cell icon='box' title='物资公示' note='各兑换点每月进出' to='/packages/more/pages/sheet/index' />
            </Card>
          </Section>
        </>
      )}
    </Page>
  );
}
