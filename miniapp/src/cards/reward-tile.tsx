import type { RewardView } from '@xianfeng/shared';
import { fileUrl } from '../api';
import { Box, Card, Icon, Picture, Row, Text } from '../ui';

/** What a reward looks like: its photo, or a quiet picture in its place. */
export function RewardPhoto({ reward }: { reward: Pick<RewardView, 'photoUrl' | 'kind'> }) {
  return (
    <Box className='m-goods'>
      {reward.photoUrl ? <Picture src={fileUrl(reward.photoUrl)} alt='' className='m-goods__img' /> : <Box className='m-goods__icon' decorative><Icon name={reward.kind === 'SERVICE' ? 'hand' : 'gift'} size='xl' /></Box>}
    </Box>
  );
}
/** One thing on the shelf. */
export function RewardTile({ reward }: { reward: RewardView }) {
  return (
    <Card to={`/packages/more/pages/reward/index?id=${reward.id}&point=${reward.pickupPointId}`}>
      <RewardPhoto reward={reward} />
      <Text strong lines={2}>{reward.name}</Text>
      {reward.spec ? <Text size='sm' tone='soft' lines={1}>{reward.spec}</Text> : null}
      <Row spread gap={1} wrap>
        <Text strong tone='gold' numeric>{reward.points} 分</Text>
        <Text size='sm' tone={reward.stock > 0 ? 'soft' : 'warn'}>{reward.stock > 0 ? `余 ${reward.stock} ${reward.unit}` : '已兑完'}</Text>
      </Row>
    </Card>
  );
}
