import { NEED_KINDS, WALL_REFRESH_MS, type Veiled, type WallView } from '@xianfeng/shared';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { back } from '../../../../lib/go';
import { keepAwake } from '../../../../platform/device';
import { showTitle } from '../../../../platform/root';
import { cx } from '../../../../ui/cx';
import { figure } from '../money';
import type { Mounted } from './charts';
import type { WallScreenProps } from './screen.tsx';
import { useWall } from './use-wall';
import { clock, drawn, headKinds, headNow, headTrend, headWaits, sayDate, sayShort, show, showHours } from './words';
import './wall.scss';

/** With more areas than these their list takes the whole height. */
const MANY = 4;
/** The stage is drawn for such a screen and made to fit any other. */
const WIDTH = 1920, HEIGHT = 1080;
/** After this long without news the wall says so in another colour. */
const STALE_MS = 3 * WALL_REFRESH_MS;

function useScale(): number {
  const fit = (): number => Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT);
  const [scale, setScale] = useState(fit);
  useEffect(() => {
    const on = (): void => setScale(fit());
    window.addEventListener('resize', on);
    return () => window.removeEventListener('resize', on);
  }, []);
  return scale;
}
/** One picture. Its library comes by itself, and is asked for again when the network was away. */
function Chart({ view, kind, label }: { view: WallView; kind: 'trend' | 'waits' | 'kinds'; label: string }) {
  const place = useRef<HTMLDivElement>(null), chart = useRef<Mounted | null>(null), latest = useRef(view);
  latest.current = view;
  const draw = useRef<(() => void) | null>(null);
  useEffect(() => {
    let over = false, retry: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => void import('./charts').then(({ mount, trendOption, waitsOption, kindsOption }) => {
      if (over || !place.current) return;
      const option = { trend: trendOption, waits: waitsOption, kinds: kindsOption }[kind];
      chart.current = mount(place.current);
      draw.current = () => chart.current?.set(option(latest.current));
      draw.current();
    }, () => { if (!over) retry = setTimeout(load, WALL_REFRESH_MS); });
    load();
    return () => { over = true; clearTimeout(retry); chart.current?.end(); chart.current = null; draw.current = null; };
  }, [kind]);
  useEffect(() => draw.current?.(), [view]);
  return <div className='w-chart' role='img' aria-label={label} ref={place} />;
}
const Panel = ({ title, note, className, children }: { title: string; note?: string; className: string; children: ReactNode }) => (
  <section className={cx('w-panel', className)}><h2 className='w-panel__title'>{title}{note ? <span className='w-panel__note'>{note}</span> : null}</h2>{children}</section>
);
function Big({ value, unit, label, tone }: { value: string; unit: string; label: string; tone?: 'gold' | 'pine' }) {
  const isWord = !/^\d/.test(value);
  return (
    <div className='w-big'>
      <div className='w-big__label'>{label}</div>
      <div className={cx('w-big__n', isWord && 'w-big__n--few', tone && `w-big__n--${tone}`)}>{value}{isWord ? null : <span className='w-big__unit'>{unit}</span>}</div>
    </div>
  );
}
const Now = ({ n, label, late }: { n: Veiled; label: string; late?: boolean }) => <div className={cx('w-now__one', late && 'w-now__one--late')}><b className={cx(typeof n === 'string' && 'w-now__few')}>{show(n)}</b>{label}</div>;
function Children({ view }: { view: WallView }) {
  const most = Math.max(1, ...view.children.map((c) => drawn(c.open) ?? 0));
  return (
    <table className='w-rows'>
      <thead><tr><th scope='col'><span className='w-hide'>地方</span></th><th scope='col' colSpan={2}>没办完</th><th scope='col'>30 天办结</th></tr></thead>
      <tbody>
        {view.children.map((c) => (
          <tr key={c.name}>
            <th scope='row'>{c.name}</th>
            <td className='w-rows__bar'><span className={cx('w-rows__fill', typeof c.open === 'string' && 'w-rows__fill--dim')} style={{ width: `${((drawn(c.open) ?? Math.min(2, most)) / most) * 100}%` }} /></td>
            <td className='w-rows__n'>{show(c.open)}</td>
            <td className='w-rows__done'>{show(c.resolved)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
function Rates({ recent }: { recent: WallView['recent'] }) {
  const rates = [['报名率', recent.fillRate], ['走访有人去', recent.visitRate], ['居民说没解决', recent.reopenRate]] as const;
  return <dl className='w-rates'>{rates.map(([name, n]) => <div key={name} className='w-rate'><dt>{name}</dt><dd>{n === null ? '—' : <>{n}<span>%</span></>}</dd></div>)}</dl>;
}
function Stage({ view }: { view: WallView }) {
  const { today, now, recent } = view, { overdue } = now, late = overdue !== 0, many = view.children.length > MANY, step = view.points[0]?.days ?? 1;
  const days = useMemo(() => `${sayShort(view.from)}到${sayShort(view.to)}每 ${step} 天：${view.points.map((d) => `${sayShort(d.from)}提出${show(d.asked)}办结${show(d.resolved)}`).join('，')}`, [view]);
  return (
    <div className={cx('w-stage', many && 'w-stage--many')}>
      <section className='w-today' aria-label='今天'>
        <h2 className='w-panel__title'>今天</h2>
        <Big label='居民提出' value={show(today.asked)} unit='件' tone='gold' />
        <Big label='办结' value={show(today.resolved)} unit='件' tone='pine' />
        <Big label='居民确认解决' value={show(today.confirmed)} unit='件' tone='pine' />
        <Big label='核实服务' value={showHours(today.minutes)} unit='小时' />
      </section>
      <Panel className='w-panel--trend' title={headTrend(view)} note={step > 1 ? `每 ${step} 天合计` : undefined}><Chart view={view} kind='trend' label={days} /></Panel>
      <Panel className='w-panel--open' title={headNow(view)}>
        <div className='w-now'><Now n={now.open} label='件没办完' /><Now n={overdue} label='件超期' late={late} /><Now n={now.free} label='个名额缺人' /></div>
        {view.children.length > 0 ? <Children view={view} /> : <Rates recent={recent} />}
      </Panel>
      <Panel className='w-panel--waits' title={headWaits(view)}><Chart view={view} kind='waits' label={`近30天办结用的天数：${view.waits.map((w) => `${w.label} ${show(w.n)} 件`).join('，')}`} /></Panel>
      {many ? null : <Panel className='w-panel--kinds' title={headKinds(view)}><Chart view={view} kind='kinds' label={`近30天点单类别：${view.kinds.map((k) => `${NEED_KINDS[k.kind]} ${show(k.n)} 件`).join('，')}`} /></Panel>}
      <footer className='w-foot'>
        <span>近 30 天居民确认解决 <b>{show(recent.confirmed)}</b> 件</span><span>核实服务 <b>{typeof recent.minutes === 'string' ? show(recent.minutes) : figure(Math.floor(recent.minutes / 60))}</b> 小时</span>
        {recent.fillRate === null ? null : <span>任务报名率 <b>{recent.fillRate}%</b></span>}
        {many ? <span>{headKinds(view)}</span> : null}<span className='w-foot__note'>只统计事，不涉及个人；少于 5 的不显示</span>
      </footer>
    </div>
  );
}
/** The whole screen, without a title bar or anything to press that is seen: moving the mouse shows the way out, Esc takes it. */
export function WallScreen({ areaId }: WallScreenProps) {
  const { view, trouble, now } = useWall(areaId), scale = useScale(), [awake, setAwake] = useState(false);
  useEffect(() => {
    showTitle('大屏');
    keepAwake(true);
    let hide: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => { setAwake(true); clearTimeout(hide); hide = setTimeout(() => setAwake(false), 4_000); };
    const key = (event: KeyboardEvent): void => { if (event.key === 'Escape' && !document.fullscreenElement) back(); else moved(); };
    window.addEventListener('mousemove', moved);
    window.addEventListener('keydown', key);
    return () => { keepAwake(false); clearTimeout(hide); window.removeEventListener('mousemove', moved); window.removeEventListener('keydown', key); };
  }, []);
  const stale = trouble !== null || (view !== null && now - view.at > STALE_MS);
  return (
    <div className={cx('w-wall', !awake && 'w-wall--rest')}>
      <main className='w-fit x-content' style={{ transform: `translate(-50%, -50%) scale(${scale})` }}>
        <header className='w-head'>
          <h1 className='w-head__title'>{view ? `${view.area.name} · 志愿服务` : '志愿服务'}</h1>
          <div className={cx('w-head__state', stale && 'w-head__state--stale')} role='status'><span className='w-head__dot' aria-hidden='true' />{view ? `数据更新于 ${clock(view.at)}` : '正在取数'}{trouble ? ` · ${trouble}` : ''}</div>
          <div className='w-head__date'>{sayDate(now)}</div>
          <div className='w-head__clock'>{clock(now, false)}</div>
        </header>
        {view ? <Stage view={view} /> : <div className='w-empty'>{trouble ?? ''}</div>}
      </main>
      <p className='w-small'>这是会议室的大屏，请在电脑或电视上打开。手机上请看“看板”。</p>
      <div className='w-exit'>
        <button type='button' className='w-exit__b' onClick={() => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())}>全屏</button>
        <button type='button' className='w-exit__b' onClick={back}>退出大屏</button>
      </div>
    </div>
  );
}
