import type { MessageTemplate } from '@xianfeng/shared';
import { TROUBLE_WORDS, type Trouble } from '../lib/panel';
import { useFollowing } from '../lib/subscribe';
import { Banner, Button, Card, Grow, Icon, Row, Text } from '../ui';

/** Why WeChat's panel did not come, and the way to its settings where that helps. */
export function PanelTrouble({ trouble }: { trouble: Trouble }) {
  const { title, text } = TROUBLE_WORDS[trouble];
  return (
    <Card tone='gold'>
      <Row gap={3} top><Icon name='alert' /><Grow><Text strong block>{title}</Text><Text size='sm' tone='soft' block>{text}</Text></Grow></Row>
      {trouble === 'off' ? <Button kind='soft' size='small' block icon='settings' open='openSetting'>去打开</Button> : null}
    </Card>
  );
}
/**
 * "Shall WeChat tell you?", on the page where the answer is of use, and only while there is something to ask. Nothing on H5. Everything is in the inbox
 * all the same.
 */
export function TellMe({ templates, text }: { templates: readonly MessageTemplate[]; /** What he would hear about: '快开始、时间有变'. */ text: string }) {
  const following = useFollowing(), kinds = following.asking(templates);
  if (following.trouble) return <PanelTrouble trouble={following.trouble} />;
  if (following.accepted) return <Banner tone='ok'>好，到时微信告诉您。</Banner>;
  if (kinds.length === 0) return null;
  return (
    <Card tone='pine'>
      <Row gap={3} top><Icon name='bell' /><Grow><Text strong block>要微信告诉您吗</Text><Text size='sm' tone='soft' block>{text}，各一次。不点也不会漏，都在“消息”页里。</Text></Grow></Row>
      <Button size='small' block busy={following.busy} onPress={() => void following.ask(kinds)}>好，告诉我</Button>
    </Card>
  );
}
