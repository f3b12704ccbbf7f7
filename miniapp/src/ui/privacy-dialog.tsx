import { useDidHide, useDidShow } from '@tarojs/taro';
import { useState, useSyncExternalStore } from 'react';
import { AGREE_BUTTON, openGuide, privacyQuestion } from '../platform/privacy';
import { PRIVACY_APIS } from '../platform/privacy-table';
import { Button } from './button';
import { Dialog } from './dialog';
import { Text } from './base';

/** Asks for consent before the first use of personal data, on the page in front. The yes is the tap on WeChat's own kind of button. */
export function PrivacyDialog() {
  const question = useSyncExternalStore(privacyQuestion.subscribe, privacyQuestion.get, privacyQuestion.get);
  const [front, setFront] = useState(true);
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));
  if (!question || !front) return null;
  const about = question.api ? PRIVACY_APIS[question.api] : null;
  const no = () => question.answer(false);
  return (
    <Dialog open title='先问您一声' onClose={no} foot={<>
      <Button kind='plain' onPress={no}>不同意</Button>
      <Button id={AGREE_BUTTON} open='agreePrivacyAuthorization' onAgree={() => question.answer(true)}>同意</Button>
    </>}>
      <Text block>{about ? `${about.why}，要用到微信的“${about.data}”。` : '这一步要用到您在微信里的信息。'}只用来做这件事。</Text>
      <Text tone='soft' block>{about ? `不同意也行：${about.without}。` : '不同意也能继续使用。'}</Text>
      <Button kind='text' size='small' onPress={openGuide}>看《用户隐私保护指引》</Button>
    </Dialog>
  );
}
