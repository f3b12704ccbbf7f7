import { CLAIM_STATUSES, LOG_STATUSES, type ClaimView } from '@xianfeng/shared';
import { span } from '../lib/format';
import { Button, Card, Grow, Icon, Press, Row, Stack, StatusTag, Text } from '../ui';
import { CardHead } from './card-head';
import { kindIcon, kindTint } from './words';

export const claimPage = (id: number): string => `/packages/more/pages/claim/index?id=${id}`;
export const scanPage = (claim: Pick<ClaimView, 'id' | 'taskId'>): string => `/packages/more/pages/scan/index?taskId=${claim.taskId}&claimId=${claim.id}`;
export const logPage = (claimId: number): string => `/packages/more/pages/log/index?claimId=${claimId}`;

/** Something I have taken on, with the one thing to do about it now. */
export function ClaimCard({ claim, next }: { claim: ClaimView; /** The next of mine: stands out. */ next?: boolean }) {
  return (
    <Card tone={next ? 'pine' : 'plain'}>
      <Press to={claimPage(claim.id)}>
        <CardHead icon={kindIcon(claim.kind)} tone={kindTint(claim.kind)} title={claim.title} size='lg' tag={<StatusTag status={claim.status} labels={CLAIM_STATUSES} />}>
          <Stack gap={1}>
            <Row gap={2} top><Icon name='clock' size='sm' /><Grow><Text size='sm' block>{span(claim.startsAt, claim.endsAt)}</Text></Grow></Row>
            <Row gap={2} top><Icon name='pin' size='sm' /><Grow><Text size='sm' block>{claim.place}</Text></Grow></Row>
            {claim.queue ? <Text size='sm' tone='warn'>候补第 {claim.queue} 位，有人退出会自动递补并通知您</Text> : null}
            {claim.logStatus && claim.logStatus in LOG_STATUSES ? <Text size='sm' tone='soft'>日志：{LOG_STATUSES[claim.logStatus as keyof typeof LOG_STATUSES]}</Text> : null}
          </Stack>
        </CardHead>
      </Press>
      {claim.actions.includes('attend') ? <Button block icon='scan' to={scanPage(claim)}>签到</Button>
        : claim.actions.includes('log') ? <Button block kind={next ? 'primary' : 'soft'} icon='edit' to={logPage(claim.id)}>写日志</Button> : null}
    </Card>
  );
}
