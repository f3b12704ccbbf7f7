import { STAR_AWARD_STATUSES } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Stars, sayStars } from '../../../../cards/star-words';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, ErrorState, Facts, Field, Page, Row, Skeleton, Text, TextInput } from '../../../../ui';

/** Is a certificate of a star true? Open to everybody: a number from the paper, or its code scanned. */
export default function StarVerify() {
  const [number, setNumber] = useState(useRouter().params['number'] ?? '');
  const [asked, setAsked] = useState(number);
  const load = useLoad(asked ? () => api.starAwards.verify(asked) : null, [asked]);
  return (
    <Page title='核对星级证书'>
      <Card>
        <Field label='证书编号' hint='证书右下角，XJ 开头' required><TextInput value={number} onChange={setNumber} maxLength={20} onEnter={() => setAsked(number.trim())} /></Field>
        <Row><Button disabled={number.trim() === ''} onPress={() => setAsked(number.trim())}>核对</Button></Row>
      </Card>
      {!asked ? null : load.error ? <ErrorState text='没有这个编号的证书，请核对后再输' onRetry={() => void load.reload()} /> : !load.data ? <Skeleton rows={2} /> : (
        <Card>
          {load.data.status === 'VALID' ? <Banner tone='ok' title='证书有效'>编号、姓氏和星级请与纸上的对照。</Banner> : <Banner tone='bad' title={`证书${STAR_AWARD_STATUSES[load.data.status]}`}>请不要再使用这张证书。</Banner>}
          <Stars stars={load.data.stars} size='xl' />
          <Facts rows={[
            { name: '星级', value: `${load.data.schemeName}，${sayStars(load.data.stars)}` }, { name: '姓名或名称', value: load.data.name }, { name: '期间', value: load.data.periodText }, { name: '由谁发证', value: load.data.issuerName },
            { name: '发证日期', value: load.data.day }, { name: '有效期', value: load.data.validUntil ? `到 ${load.data.validUntil}` : '长期' }, { name: '编号', value: load.data.number },
          ]} />
          <Text size='sm' tone='faint' block>为保护个人信息，只显示姓氏。</Text>
        </Card>
      )}
    </Page>
  );
}
