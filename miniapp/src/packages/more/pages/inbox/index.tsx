import { NOTICE_KINDS, type NoticeKind, type NoticeView } from '@xianfeng/shared';
import { api } from '../../../../api';
import { signedIn } from '../../../../cards/signed-in';
import { ago } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { session } from '../../../../session';
import { Button, Card, Empty, Grow, Icon, KindBadge, ListFooter, Page, Row, Tag, Text, type IconName } from '../../../../ui';

const ICONS: Record<NoticeKind, IconName> = { REGISTRATION: 'flag', NEED: 'ask', TASK: 'tasks', OFFER: 'hand', LOG: 'file', POINTS: 'coin', REDEMPTION: 'gift', HONOUR: 'medal', SYSTEM: 'bell' };

function Inbox() {
  const notices = usePages((after) => api.notices.list({ after }));
  const recount = async () => session.update(await api.me.get());
  const open = useAction(async (_key, notice: NoticeView) => {
    if (!notice.read) {
      await api.notices.read(notice.id);
      notices.set((notices.data ?? []).map((one) => (one.id === notice.id ? { ...one, read: true } : one)));
    }
    return notice;
  }, (notice) => { void recount(); if (notice.link) go(notice.link); });
  const readAll = useAction(() => api.notices.readAll(), () => { notices.set((notices.data ?? []).map((one) => ({ ...one, read: true }))); void recount(); });
  const unread = notices.data?.some((notice) => !notice.read) ?? false;
  return (
    <Page title='消息' load={notices}>
      {(items) => items.length === 0 ? <Empty icon='bell' title='还没有消息' text='认领、核实、兑换有了结果，都会在这里告诉您。' /> : (
        <>
          {unread ? <Row spread><Text size='sm' tone='soft'>点开就算看过</Text><Button kind='text' size='small' busy={readAll.busy} onPress={() => void readAll.run()}>全部标为已读</Button></Row> : null}
          {items.map((notice) => (
            <Card key={notice.id} onPress={() => void open.run(notice)} tone={notice.read ? 'plain' : 'pine'}>
              <Row gap={3} top>
                <KindBadge icon={ICONS[notice.kind]} tone={notice.read ? 'quiet' : 'pine'} />
                <Grow>
                  <Row gap={2} wrap><Text strong={!notice.read}>{notice.title}</Text>{notice.read ? null : <Tag tone='red'>未读</Tag>}</Row>
                  <Text size='sm' tone='soft' block>{notice.body}</Text>
                  <Text size='sm' tone='faint' block>{NOTICE_KINDS[notice.kind]} · {ago(notice.at)}</Text>
                </Grow>
                {notice.link ? <Icon name='right' size='sm' /> : null}
              </Row>
            </Card>
          ))}
          <ListFooter pages={notices} />
        </>
      )}
    </Page>
  );
}

export default signedIn('消息', Inbox);
