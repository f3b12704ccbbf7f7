import { CONSENTS, CONSENT_PURPOSES, type ConsentPurpose } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../api';
import { useAction } from '../../lib/use-action';
import { useLoad } from '../../lib/use-load';
import { HOME } from '../../routes';
import { Banner, Button, Card, ErrorState, Press, Row, Skeleton, Stack, Text } from '../../ui';

/** One purpose after the other, each with its own yes or no. A no to anything but the terms costs nothing. */
export function Consents({ done }: { done: () => void }) {
  const given = useLoad(() => api.me.consents());
  const [declined, setDeclined] = useState<ConsentPurpose[]>([]);
  const answer = useAction((_key, purpose: ConsentPurpose, granted: boolean) => api.me.consent({ purpose, granted }), given.set);
  if (!given.data) return given.error ? <ErrorState text={given.error} onRetry={() => void given.reload()} /> : <Skeleton rows={2} />;
  const decided = (purpose: ConsentPurpose) => declined.includes(purpose) || given.data?.some((one) => one.purpose === purpose && (one.granted || one.at !== null));
  const open = CONSENT_PURPOSES.filter((purpose) => !decided(purpose));
  const [purpose] = open;
  const termsMissing = !given.data.some((one) => one.purpose === 'TERMS' && one.granted);
  if (!purpose) {
    return (
      <Card>
        <Text size='lg' strong block>{termsMissing ? '还差服务协议' : '谢谢，都问完了'}</Text>
        <Text tone='soft' block>{termsMissing ? '不同意服务协议，只能浏览公开的任务。' : '这些选择随时可以在“设置”里改。'}</Text>
        {termsMissing ? <Stack gap={2}><Button block busy={answer.busy} onPress={() => void answer.run('TERMS', true)}>同意服务协议</Button><Button block kind='plain' to={HOME}>先不同意，看看任务</Button></Stack> : <Button block onPress={done}>下一步：报到</Button>}
      </Card>
    );
  }
  const { label, text, required } = CONSENTS[purpose];
  const say = async (granted: boolean) => {
    const result = await answer.run(purpose, granted);
    if (result && !granted) setDeclined((all) => [...all, purpose]);
  };
  return (
    <Card>
      <Row spread><Text size='sm' tone='soft'>第 {CONSENT_PURPOSES.length - open.length + 1} 项，共 {CONSENT_PURPOSES.length} 项</Text><Text size='sm' tone={required ? 'red' : 'soft'}>{required ? '必须同意' : '可以不同意'}</Text></Row>
      <Text size='xl' strong block>{label}</Text>
      <Text tone='soft' block>{text}</Text>
      {required ? <Press to='/packages/more/pages/terms/index' className='m-link'>看协议全文</Press> : null}
      {required ? null : <Banner tone='info'>不同意也能继续使用，以后可以在“设置”里改。</Banner>}
      <Stack gap={2}>
        <Button block busy={answer.busy} onPress={() => void say(true)}>同意</Button>
        <Button block kind='plain' disabled={answer.busy} onPress={() => void say(false)}>{required ? '暂不同意' : '不同意，下一项'}</Button>
      </Stack>
    </Card>
  );
}
