import { STAR_LIMITS, STAR_OBJECTION_STATUSES, STAR_SUBJECTS, type StarNoticePerson, type StarNoticeView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { SayDialog } from '../../../../cards/say-dialog';
import { Stars, sayStars } from '../../../../cards/star-words';
import { day, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { useShare } from '../../../../platform/share';
import { SIGN_IN } from '../../../../routes';
import { useMe } from '../../../../session';
import { Banner, Box, Button, Card, Cell, Empty, ErrorState, Facts, Grid, ListFooter, Page, Row, Section, Skeleton, Stack, StatusTag, Text, toast } from '../../../../ui';

const PAGE = '/packages/more/pages/star-notice/index';
/** The last day of a notice: the instant is the midnight after it. */
const lastDay = (until: number): string => day(until - 1);

/** All lists that hang out. */
function Notices() {
  const pages = usePages((after) => api.starNotices.list({ after }));
  return (
    <Page title='星级公示' wide onRefresh={pages.reload}>
      <Text tone='soft' block>评上星级之前先公示，谁都可以看。没有同意公开姓名的，只显示姓氏；不显示时长，也不排名次。</Text>
      {!pages.data ? (pages.error ? <ErrorState text={pages.error} onRetry={() => void pages.reload()} /> : <Skeleton />)
        : pages.data.length === 0 ? <Card><Empty icon='megaphone' title='现在没有公示' text='社区、街道或市里评定星级时，会在这里公示五个工作日以上。' /></Card>
          : <><Grid cols={1} desk={2}>{pages.data.map((n) => (
            <Card key={n.id} to={`${PAGE}?id=${n.id}`}>
              <Text size='lg' strong block>{n.schemeName}</Text>
              <Text tone='soft' block>{n.areaName} · {n.periodText} · {n.proposed} {n.subject === 'PERSON' ? '人' : `个${STAR_SUBJECTS[n.subject]}`}</Text>
              <Text size='sm' tone='gold' block>公示到{lastDay(n.noticeUntil)}</Text>
            </Card>
          ))}</Grid><ListFooter pages={pages} /></>}
    </Page>
  );
}
interface About { candidateId?: number; name: string }
function Object_({ notice, about, onClose, onDone }: { notice: StarNoticeView; about: About; onClose: () => void; onDone: () => void }) {
  const send = useAction((key, text: string) => api.starNotices.object({ runId: notice.id, text, ...(about.candidateId ? { candidateId: about.candidateId } : {}) }, key), () => { toast('已收到，答复会通知您', 'ok'); onDone(); });
  return <SayDialog title={`对${about.name}有异议`} note='办理的人看得到您写的内容，看不到您是谁；名单上也不会显示。答复会发到您的消息里。' label='什么情况' phrases={[]} limits={STAR_LIMITS.objection} ok='提出异议' busy={send.busy} error={send.fields['text']} onClose={onClose} onSend={(text) => void send.run(text)} />;
}
function Names({ notice, onObject }: { notice: StarNoticeView; onObject: (about: About) => void }) {
  const pages = usePages((after) => api.starNotices.people(notice.id, { after }), [notice.id]);
  const line = (p: StarNoticePerson) => (
    <Cell key={p.id} title={p.name} note={p.placeName} value={<Row gap={2}><Stars stars={p.stars} size='sm' />{notice.mayObject ? <Button kind='text' size='small' label={`对${p.name}${sayStars(p.stars)}有异议`} onPress={() => onObject({ candidateId: p.id, name: p.name })}>有异议</Button> : null}</Row>} />
  );
  if (!pages.data) return pages.error ? <ErrorState text={pages.error} onRetry={() => void pages.reload()} /> : <Skeleton />;
  if (pages.data.length === 0) return <Card><Empty icon='users' title='名单里没有人了' text='异议成立的已经移出。' /></Card>;
  return <><Card flush>{pages.data.map(line)}</Card><ListFooter pages={pages} /></>;
}
function Notice({ id }: { id: number }) {
  const me = useMe();
  const load = useLoad(() => api.starNotices.get(id), [id, me?.id]);
  const [about, setAbout] = useState<About | null>(null);
  return (
    <Page title='星级公示' wide load={load}>
      {(notice) => (
        <>
          <Halves left={<>
            <Card tone='gold'>
              <Text size='lg' strong block>{notice.schemeName}</Text>
              <Facts rows={[
                { name: '范围', value: `${notice.areaName} · ${notice.periodText}`, icon: 'pin' },
                { name: '公示', value: `${day(notice.noticeFrom)}到${lastDay(notice.noticeUntil)}`, icon: 'clock' },
                { name: '名单', value: `${notice.proposed} ${notice.subject === 'PERSON' ? '人' : `个${STAR_SUBJECTS[notice.subject]}`}`, icon: 'users' },
                { name: '确认', value: `${notice.confirmer === notice.issuerName ? `${notice.confirmer}确认并发证` : `${notice.confirmer}确认，${notice.issuerName}发证`}`, icon: 'shield' },
              ]} />
            </Card>
            {notice.status === 'CONFIRMED' ? <Banner tone='ok' title='已经确认'>公示期满，名单里的都已评定。</Banner> : null}
            <Section title='怎么评的'><Card><Stack gap={1} as='ul'>{notice.text.map((line) => <Box as='li' key={line}><Text size='sm' tone='soft'>{line}</Text></Box>)}</Stack></Card></Section>
            {notice.mayObject ? <Card><Text block>名单里少了谁，或整个名单有问题，也可以说。</Text><Row><Button kind='soft' icon='chat' onPress={() => setAbout({ name: '整个名单' })}>对名单有异议</Button></Row></Card>
              : me ? null : <Card><Text block>登录后可以提异议，不会显示您是谁。</Text><Row><Button kind='soft' to={SIGN_IN}>去登录</Button></Row></Card>}
            {notice.mine.length > 0 ? <Section title='我提的异议'>{notice.mine.map((o) => (
              <Card key={o.id}>
                <Row spread gap={2} wrap><Text strong>{o.about ?? '整个名单'}</Text><StatusTag status={o.status} labels={STAR_OBJECTION_STATUSES} tone={o.status === 'OPEN' ? 'warn' : 'info'} /></Row>
                <Text block>{o.text}</Text><Text size='sm' tone='soft' block>{time(o.at)}{o.answer ? `；答复：${o.answer}` : ''}</Text>
              </Card>
            ))}</Section> : null}
          </>} right={<Section title='名单' note='先后不分名次'><Names notice={notice} onObject={setAbout} /></Section>} />
          {about ? <Object_ notice={notice} about={about} onClose={() => setAbout(null)} onDone={() => { setAbout(null); void load.reload(); }} /> : null}
        </>
      )}
    </Page>
  );
}
/** Open to everybody, signed in or not. */
export default function StarNotice() {
  const id = Number(useRouter().params['id']) || null;
  useShare(() => ({ title: '星级公示，请大家看一看', path: `/packages/more/pages/star-notice/index${id === null ? '' : `?id=${id}`}` }));
  return id === null ? <Notices /> : <Notice id={id} />;
}
