import { MESSAGE_LIMITS, MESSAGE_TEMPLATES, type MessageKindView, type MessagesView } from '@xianfeng/shared';
import { api } from '../api';
import { sayLeft } from '../lib/panel';
import { useFollowing } from '../lib/subscribe';
import { useAction } from '../lib/use-action';
import { Banner, Button, Card, Section, Stack, Switch, Text } from '../ui';
import { PanelTrouble } from './tell-me';

/** One kind: off or on here, and one more from WeChat. */
function Kind({ kind, busy, more, flip }: { kind: MessageKindView; busy: boolean; more: () => void; flip: (muted: boolean) => void }) {
  const { label, when } = MESSAGE_TEMPLATES[kind.template], word = kind.longTerm ? '同意接收' : kind.left > 0 ? '再加一次' : '再收一次', isFull = kind.left >= (kind.longTerm ? 1 : MESSAGE_LIMITS.kept);
  return (
    <Stack gap={1}>
      <Switch label={label} note={kind.muted ? `${when}时，不发微信` : `${when}。${sayLeft(kind)}`} value={!kind.muted} disabled={busy} onChange={(on) => flip(!on)} />
      {kind.muted || isFull ? null : <Button kind='text' size='small' icon='plus' busy={busy} label={`${label}：${word}`} onPress={more}>{word}</Button>}
    </Stack>
  );
}
/** What WeChat may still bring, kind by kind. Only inside WeChat, and only where the office set it up. */
export function MessagesSection() {
  const following = useFollowing(), { messages } = following;
  const mute = useAction((_key, template: MessageKindView['template'], muted: boolean) => api.messages.mute({ template, muted }), (view: MessagesView) => messages.set(view));
  const view = messages.data;
  if (!view || view.kinds.length === 0) return null;
  return (
    <Section title='微信通知' note={`一周最多 ${MESSAGE_LIMITS.perWeek} 条，晚上不打扰`}>
      {following.trouble ? <PanelTrouble trouble={following.trouble} /> : null}
      {!view.bound ? <Banner tone='info'>您是用手机号登录的，发不了微信通知。退出后用微信登录就能收；消息都在“消息”页里。</Banner> : (
        <Card><Stack gap={3}>
          <Text size='sm' tone='soft' block>微信要求每同意一次只能发一条。都不收也行，消息都在“消息”页里。马上要开始的事不受晚上和条数的限制。</Text>
          {view.kinds.map((kind) => <Kind key={kind.template} kind={kind} busy={following.busy || mute.busy} more={() => void following.ask([kind])} flip={(muted) => void mute.run(kind.template, muted)} />)}
          <Button kind='text' size='small' icon='settings' open='openSetting'>收不到？看看微信里的开关</Button>
        </Stack></Card>
      )}
    </Section>
  );
}
