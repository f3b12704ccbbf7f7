import type { ClaimView } from '@xianfeng/shared';
import { api } from '../../api';
import { ClaimCard } from '../../cards/claim-card';
import { useLoad } from '../../lib/use-load';
import { Banner, Button, Grid, Section, Slot } from '../../ui';

export interface MyNext { coming: ClaimView | null; toLog: ClaimView | null; offers: number }
/** What concerns the reader right now: his next shift, a log he owes, and who asks for him. */
export const useMyNext = () => useLoad<MyNext>(async () => {
  const [coming, toLog, offers] = await Promise.all([api.claims.mine({ state: 'COMING' }), api.claims.mine({ state: 'TO_LOG' }), api.offers.mine()]);
  return { coming: coming.items[0] ?? null, toLog: toLog.items[0] ?? null, offers: offers.length };
});

export function MyNextCards({ next }: { next: MyNext | undefined }) {
  if (!next || (!next.coming && !next.toLog && next.offers === 0)) return <Slot />;
  return (
    <Slot>
      {next.offers > 0 ? <Banner tone='gold' title={`社区想请您帮忙（${next.offers}）`} action={<Button kind='text' size='small' to='/packages/more/pages/offers/index'>看看</Button>}>去不去都由您，不去也不会留下记录。</Banner> : null}
      {next.coming || next.toLog ? (
        <Section title='我的下一件' action={<Button kind='text' size='small' to='/packages/more/pages/my-claims/index'>全部</Button>}>
          <Grid cols={1} desk={2}>
            {next.coming ? <ClaimCard claim={next.coming} next /> : null}
            {next.toLog && next.toLog.id !== next.coming?.id ? <ClaimCard claim={next.toLog} /> : null}
          </Grid>
        </Section>
      ) : null}
    </Slot>
  );
}
