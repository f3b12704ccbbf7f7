import { useDidShow, useRouter } from '@tarojs/taro';
import { useContext, useRef, useState } from 'react';
import { back, go } from '../lib/go';
import { TABS, isTab } from '../routes';
import type { ChromeProps } from './chrome.tsx';
import { cx } from './cx';
import { useUid } from './field';
import { Icon } from './icon';
import { NavContext, type NavGroup, type NavItem } from './nav';
import { Press } from './press';
import { usePull } from './pull.h5';
import { SnackbarHost } from './snackbar';

function Link({ item, here, className }: { item: NavItem; here: string; className: string }) {
  const current = item.to.split('?')[0] === here;
  return (
    <a href={item.to} className={cx(className, current && `${className}--here`)} aria-current={current ? 'page' : undefined} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); if (!current) go(item.to); } }}>
      <Icon name={item.icon} />
      <span>{item.text}</span>
      {item.count ? <span className='x-count' aria-label={`${item.count} 项待办`}>{item.count > 99 ? '99+' : item.count}</span> : null}
    </a>
  );
}

/** A navigation longer than this is folded: only the daily work and the group one is in stand open. Our own choice: what fits a laptop's screen. */
const LONG = 14;
function Group({ group, here, folds }: { group: NavGroup; here: string; folds: boolean }) {
  const [open, setOpen] = useState(() => !folds || group.items.some(({ to }) => to.split('?')[0] === here));
  return (
    <div className='x-side__group'>
      {folds ? <Press className='x-side__title x-side__fold' expanded={open} onPress={() => setOpen(!open)}><span>{group.title}</span><Icon name={open ? 'up' : 'down'} size='sm' /></Press> : <div className='x-side__title'>{group.title}</div>}
      {open ? group.items.map((item) => <Link key={item.to} item={item} here={here} className='x-side__link' />) : null}
    </div>
  );
}

let arrived = false;

/** Title, way back, side navigation (≥ 1024 px) and tab bar of a browser page: real headings, links and buttons. */
export function Chrome({ title, footer, aside, hero, wide, busy, onRefresh, children }: ChromeProps) {
  const { path } = useRouter();
  const here = `/${path.replace(/^\//, '').split('?')[0]}`;
  const tab = isTab(here);
  const groups = useContext(NavContext), long = groups.reduce((sum, { items }) => sum + items.length, 0) > LONG;
  const main = useRef<HTMLElement>(null), whole = useRef<HTMLDivElement>(null);
  const far = usePull(whole);
  const id = useUid('main');
  // A link that led here is hidden now and the focus with it: reading goes on with the new page, not with nothing.
  // The very first page keeps the browser's own start, so that the skip link comes first.
  useDidShow(() => void setTimeout(() => { if (arrived && document.activeElement === document.body) main.current?.focus({ preventScroll: true }); arrived = true; }));
  // Where one is stands in sight in a navigation longer than the screen, too.
  useDidShow(() => void setTimeout(() => main.current?.closest('.x-page')?.querySelector('.x-side [aria-current]')?.scrollIntoView?.({ block: 'nearest' })));
  const tabs = TABS.map(({ path: to, text, icon }) => ({ to, text, icon }));
  return (
    <div ref={whole} className={cx('x-page', tab && 'x-page--tab')}>
      <a className='x-skip' href={`#${id}`} onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>跳到正文</a>
      <nav className='x-side' aria-label='主导航'>
        <div className='x-side__brand'><span className='x-logo' aria-hidden='true'><Icon name='flag' size='sm' /></span>先锋</div>
        {tabs.map((item) => <Link key={item.to} item={item} here={here} className='x-side__link' />)}
        {groups.map((group, i) => <Group key={group.title} group={group} here={here} folds={long && i > 0} />)}
      </nav>
      <div className={cx('x-col', wide && 'x-col--wide')}>
        <header className='x-head'>
          {tab ? null : <Press className='x-head__b' label='返回' onPress={back}><Icon name='left' /></Press>}
          <h1 className='x-head__title'>{title}</h1>
          {aside}
          {onRefresh ? <Press className={cx('x-head__b', busy && 'x-head__b--busy')} label='刷新' onPress={onRefresh}><Icon name='refresh' size='sm' /></Press> : null}
        </header>
        <main id={id} ref={main} tabIndex={-1} className='x-content' aria-busy={busy}>
          {far > 0 ? <div className='x-pull' style={{ height: far }} aria-hidden='true'><Icon name='refresh' size='sm' style={{ transform: `rotate(${far * 5}deg)` }} />{far >= 36 ? '松开刷新' : '下拉刷新'}</div> : null}
          {hero}
          <div className={cx('x-main', wide && 'x-main--wide')}>{children}</div>
        </main>
        <SnackbarHost />
        {footer ? <div className='x-footer'>{footer}</div> : null}
        {tab ? <nav className='x-tabs' aria-label='底部导航'>{tabs.map((item) => <Link key={item.to} item={item} here={here} className='x-tabs__link' />)}</nav> : null}
      </div>
    </div>
  );
}
