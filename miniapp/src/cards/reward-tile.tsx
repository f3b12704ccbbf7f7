import type { RewardView } from '@xianfeng/shared';
import { useState } from 'react';
import { fileUrl } from '../api';
import { Box, Card, Picture, Row, Tag, Text } from '../ui';
import { drawingUri } from './goods-drawing';
import { nearEnd, sayBestBefore, sayDonor, sayLimit, sayStock } from './reward-words';

/** What a reward looks like: its photo, or a drawing of such a thing in its place. */
export function RewardPhoto({ reward, small }: { reward: Pick<RewardView, 'photoUrl' | 'kind' | 'name'>; /** For rows. */ small?: boolean }) {
  const [broken, setBroken] = useState(false);
  const photo = reward.photoUrl && !broken ? fileUrl(reward.photoUrl) : null;
  return (
    <Box className={small ? 'm-goods m-goods--small' : 'm-goods'}>
      <Picture src={photo ?? drawingUri(reward)} alt='' className='m-goods__img' onError={() => setBroken(true)} />
    </Box>
  );
}
/** One thing on the shelf. */
export function RewardTile({ reward }: { reward: RewardView }) {
  const limit = sayLimit(reward), donor = sayDonor(reward);
  return (
    <Card to={`/packages/more/pages/reward/index?id=${reward.id}`}>
      <RewardPhoto reward={reward} />
      <Text strong lines={2}>{reward.name}{reward.spec ? <Text size='sm' tone='soft'> {reward.spec}</Text> : null}</Text>
      <Row spread gap={1} wrap>
        <Text size='lg' strong tone='gold' numeric>{reward.points} 分</Text>
        <Text size='sm' tone={reward.stock > 0 ? 'soft' : 'warn'}>{sayStock(reward)}</Text>
      </Row>
      {donor ? <Text size='sm' tone='red' lines={1}>{donor}</Text> : null}
      {limit ? <Text size='sm' tone='soft' block>{limit}</Text> : null}
      {reward.bestBefore && nearEnd(reward.bestBefore, Date.now()) ? <Text size='sm' tone='warn' block>{sayBestBefore(reward.bestBefore)}</Text> : null}
      {reward.waiting ? <Tag tone='pine' icon='clock'>已在排队</Tag> : reward.stock === 0 && reward.actions.includes('wait') ? <Tag tone='warn' icon='bell'>可以排队</Tag> : null}
    </Card>
  );
}
