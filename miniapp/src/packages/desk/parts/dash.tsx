import { NEED_KINDS, type DashboardView, type Measure } from '@xianfeng/shared';
import { Box, Card, Press, Row, Section, Text } from '../../../ui';
import { cx } from '../../../ui/cx';
import { behind, sayMeasure, trendLabel, trendOf, hours, type At } from './dash-words';
import { figure } from './money';
import './dash.scss';

/** A number that opens what it counts. */
export function Num({ at, measure, value, label = sayMeasure(measure), tone }: { at: At; measure: Measure; value: string; label?: string; tone?: 'red' | 'gold' | 'pine' }) {
  return (
    <Press className='b-num b-num--link' to={behind(at, measure)}>
      <Box className={cx('b-num__n', tone && `b-num__n--${tone}`)}>{value}</Box>
      <Box className='b-num__l'>{label}</Box>
    </Press>
  );
}
/** What was asked and what was resolved, by day or month. */
export function Trend({ view }: { view: DashboardView }) {
  const { most, quiet } = trendOf(view), { trend } = view;
  const height = (n: number): string => `${n === 0 ? 0 : Math.max(3, (n / most) * 100)}%`;
  return (
    <Card>
      <Row gap={4} wrap><Box className='b-legend'><Box as='span' className='b-legend__dot b-dot--asked' decorative />提出 {figure(view.sums.asked)}</Box><Box className='b-legend'><Box as='span' className='b-legend__dot b-dot--resolved' decorative />办结 {figure(view.sums.resolved)}</Box></Row>
      <Box role='img' label={`${view.label}提出 ${view.sums.asked} 件，办结 ${view.sums.resolved} 件，最多的一${view.span === 'MONTH' ? '天' : '月'} ${quiet ? 0 : most} 件`}>
        <Box className='b-trend'>
          {trend.map((p) => <Box key={p.key} className='b-trend__slot'><Box className='b-trend__bar b-trend__bar--asked' style={{ height: height(p.asked) }} /><Box className='b-trend__bar b-trend__bar--resolved' style={{ height: height(p.resolved) }} /></Box>)}
        </Box>
        <Box className='b-labels'>{trend.map((p, i) => <Box key={p.key} className='b-labels__slot'>{trendLabel(p.key, i, trend.length)}</Box>)}</Box>
      </Box>
    </Card>
  );
}
function Bar({ name, n, most, say, to, tone }: { name: string; n: number; most: number; say: string; to: string; tone?: string }) {
  return (
    <Press className='b-bar' to={to} label={`${name} ${say}`}>
      <Box as='span' className='b-bar__name'>{name}</Box>
      <Box as='span' className='b-bar__track x-span'><Box className={cx('b-bar__fill', tone && `b-bar__fill--${tone}`)} style={{ width: `${most > 0 ? Math.max(n > 0 ? 1 : 0, (n / most) * 100) : 0}%` }} /></Box>
      <Box as='span' className='b-bar__n'>{say}</Box>
    </Press>
  );
}
/** What people ask for; by the order of kinds. */
export function Kinds({ view, at }: { view: DashboardView; at: At }) {
  const most = Math.max(...view.kinds.map((k) => k.n));
  return <Section title='大家在点什么'><Card>{view.kinds.map(({ kind, n }) => <Bar key={kind} name={NEED_KINDS[kind]} n={n} most={most} say={figure(n)} to={behind(at, 'asked', { kind })} />)}</Card></Section>;
}
const GRADES = [['A', '双方证实'], ['B', '现场确认'], ['C', '本人填报'], ['D', '两人补录']] as const;
/** Hours by how well they are known. */
export function Grades({ view, at }: { view: DashboardView; at: At }) {
  const most = Math.max(...GRADES.map(([g]) => view.sums[`minutes${g}`]));
  return (
    <Section title='时长的凭据' note={`共 ${hours(view.minutes)} 小时`}>
      <Card>{GRADES.map(([g, text]) => <Bar key={g} name={`${g} ${text}`} n={view.sums[`minutes${g}`]} most={most} say={`${hours(view.sums[`minutes${g}`])} 小时`} to={behind(at, `minutes${g}`)} tone={g} />)}</Card>
    </Section>
  );
}
/** How many days it took; the darker half is the quicker half. */
export function Waits({ view }: { view: DashboardView }) {
  const last = view.waits.reduce((at, n, i) => (n > 0 ? i : at), 0), shown = view.waits.slice(0, Math.max(last + 1, 7)), most = Math.max(...shown, 1);
  if (view.medianDays === null) return null;
  return (
    <Section title='多少天办结' note={view.medianDays === 0 ? '一半在一天内' : `一半在 ${view.medianDays} 天多以内`}>
      <Card>
        <Box role='img' label={`办结用了几天：${shown.flatMap((n, days) => (n > 0 ? [`${days === 0 ? '不到一天' : `${days} 天`} ${n} 件`] : [])).join('，')}`}>
          <Box className='b-wait'>{shown.map((n, days) => <Box key={days} className={cx('b-wait__slot', days <= view.medianDays! && 'b-wait__slot--half')} style={{ height: `${n === 0 ? 0 : Math.max(3, (n / most) * 100)}%` }} />)}</Box>
          <Box className='b-labels'>{shown.map((_, days) => <Box key={days} className='b-labels__slot'>{days === 0 || days % 5 === 0 || (shown.length < 10) ? days : ''}</Box>)}</Box>
        </Box>
        <Text size='sm' tone='soft' block>横着是天数，高的是件数。最后一格是三十天以上。</Text>
      </Card>
    </Section>
  );
}
