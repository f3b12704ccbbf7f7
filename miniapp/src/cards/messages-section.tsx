import { MESSAGE_LIMITS, MESSAGE_TEMPLATES, type MessageKindView, type MessagesView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { sayLeft } from '../lib/panel';
import { useFollowing } from '../lib/subscribe';
import { useAction } from '../lib/use-action';
import { Banner, Button, Card, Grow, Row, Section, Stack, Switch, Text } from '../ui';
import { PanelTrouble } from './tell-me';

const isFull = (kind: MessageKindView): boolean => kind.left >= (kind.longTerm ? 1 : MESSAGE_LIMITS.kept);
/** What is left of one kind, and one more by a tap on WeChat's panel. */
function Kind({ kind, busy, more }: { kind: MessageKindView; busy: boolean; more: () => void }) {
  const { label, when } = MESSAGE_TEMPLATES[kind.template], word = kind.longTerm ? '同意' : kind.left > 0 ? '加一次' : '收一次';
  return (
    <Row gap={3}>
      <Grow>
        <Text block>{label}</Text>
        <Text size='sm' tone='soft' block>{when}</Text>
        <Text size='sm' tone={kind.left > 0 && !kind.muted ? 'pine' : 'faint'} block>{kind.muted ? '不收' : sayLeft(kind)}</Text>
      </Grow>
      {kind.muted || isFull(kind) ? null : <Button kind='soft' size='small' busy={busy} label={`${label}：${word}`} onPress={more}>{word}</Button>}
    </Row>
  );
}
/** What WeChat may still bring, kind by kind. Only inside WeChat, and only where the office set it up. */
export function MessagesSection() {
  const following = useFollowing(), { messages } = following;
  const [choosing, setChoosing] = useState(false);
  const mute = useAction((_key, kind: MessageKindView['template'], muted: boolean) => api.messages.mute({ kind, muted }), (view: MessagesView) => messages.set(view));
  const view = messages.data;
  if (!view || view.kinds.length === 0) return null;
  return (
    <Section title='微信通知' note={`一周最多 ${MESSAGE_LIMITS.perWeek} 条，晚上不打扰`}>
      {following.trouble ? <PanelTrouble trouble={following.trouble} /> : null}
      {!view.bound ? <Banner tone='info'>您是用手机号登录的，发不了微信通知。退出后用微信登录就能收；消息都在“消息”页里。</Banner> : (
        <Card><Stack gap={4}>
          <Text size='sm' tone='soft' block>微信规定同意一次发一条。不收也不会漏，都在“消息”页里。马上要开始的事随时告诉您。</Text>
          {view.kinds.map((kind) => choosing
            ? <Switch key={kind.template} label={MESSAGE_TEMPLATES[kind.template].label} note={MESSAGE_TEMPLATES[kind.template].when} value={!kind.muted} disabled={mute.busy} onChange={(on) => void mute.run(kind.template, !on)} />
            : <Kind key={kind.template} kind={kind} busy={following.busy} more={() => void following.ask([kind])} />)}
          <Row gap={2} wrap>
            <Button kind='text' size='small' onPress={() => setChoosing(!choosing)}>{choosing ? '选好了' : '有不想收的'}</Button>
            <Button kind='text' size='small' open='openSetting'>收不到？看看微信里的开关</Button>
          </Row>
        </Stack></Card>
      )}
    </Section>
  );
}
