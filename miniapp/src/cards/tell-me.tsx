import type { MessageTemplate } from '@xianfeng/shared';
import { TROUBLE_WORDS, type Trouble } from '../lib/panel';
import { useFollowing } from '../lib/subscribe';
import { Banner, Button } from '../ui';

/** Why WeChat's panel did not come, and the way to its settings where that helps. */
export function PanelTrouble({ trouble }: { trouble: Trouble }) {
  const { title, text } = TROUBLE_WORDS[trouble];
  return <Banner tone='warn' title={title} action={trouble === 'off' ? <Button kind='text' size='small' open='openSetting'>去打开</Button> : undefined}>{text}</Banner>;
}
/**
 * "Shall WeChat tell you?", on the page where the answer is of use, and only while there is something to ask. Nothing on H5. Everything is in the inbox
 * all the same.
 */
export function TellMe({ templates, text }: { templates: readonly MessageTemplate[]; /** What he would hear about: '开始前、有变动、核实好了'. */ text: string }) {
  const following = useFollowing(), kinds = following.asking(templates);
  if (following.trouble) return <PanelTrouble trouble={following.trouble} />;
  if (following.accepted) return <Banner tone='ok'>好，到时微信告诉您。</Banner>;
  if (kinds.length === 0) return null;
  return <Banner tone='info' title='要微信告诉您吗' action={<Button kind='soft' size='small' icon='bell' busy={following.busy} onPress={() => void following.ask(kinds)}>好，告诉我</Button>}>{text}，各提醒一次。不点也行，都在“消息”页里。</Banner>;
}
