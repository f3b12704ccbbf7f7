import type { OfferView } from '@xianfeng/shared';
import { api } from '../../../../api';
import { CardHead } from '../../../../cards/card-head';
import { claimPage } from '../../../../cards/claim-card';
import { signedIn } from '../../../../cards/signed-in';
import { TellMe } from '../../../../cards/tell-me';
import { kindIcon, kindTint } from '../../../../cards/words';
import { span, time } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Button, Card, Empty, Facts, Grid, Grow, Page, Press, Row, Text, toast } from '../../../../ui';

/** One invitation. Declining leaves no trace that anybody could see, and says so. */
function Offer({ offer, gone }: { offer: OfferView; gone: () => void }) {
  const accept = useAction((key) => api.offers.accept(offer.id, key), (claim) => { toast('认领成功', 'ok'); gone(); go(claimPage(claim.id)); });
  const decline = useAction(() => api.offers.decline(offer.id), () => { toast('好的，不会留下记录'); gone(); });
  return (
    <Card>
      <Press to={`/packages/more/pages/task/index?id=${offer.taskId}`}>
        <CardHead icon={kindIcon(offer.kind)} tone={kindTint(offer.kind)} title={offer.title} size='lg'>
          <Text size='sm' tone='soft' block>{offer.areaName}{offer.reason ? ` · ${offer.reason}` : ''}</Text>
        </CardHead>
      </Press>
      <Facts rows={[{ name: '时间', value: span(offer.startsAt, offer.endsAt), icon: 'clock' }, { name: '地点', value: offer.place, icon: 'pin' }, { name: '有效至', value: time(offer.expiresAt), icon: 'calendar' }]} />
      <Row gap={2} wrap>
        <Button kind='plain' busy={decline.busy} disabled={accept.busy} onPress={() => void decline.run()}>这次不去</Button>
        <Grow><Button block busy={accept.busy} disabled={decline.busy} onPress={() => void accept.run()}>我去</Button></Grow>
      </Row>
    </Card>
  );
}

function Offers() {
  const offers = useLoad(() => api.offers.mine());
  return (
    <Page title='社区的邀请' wide load={offers}>
      {(items) => items.length === 0 ? <><Empty icon='hand' title='眼下没有邀请' text='社区遇到合适您的事，会在这里请您。去不去都由您。' /><TellMe templates={['OFFER']} text='社区请您参加活动' /></> : (
        <>
          <TellMe templates={['OFFER']} text='社区再请您参加活动' />
          <Text size='sm' tone='soft'>去不去都由您。点“这次不去”，谁也看不到。</Text>
          <Grid cols={1} desk={2}>{items.map((offer) => <Offer key={offer.id} offer={offer} gone={() => offers.set(items.filter((one) => one.id !== offer.id))} />)}</Grid>
        </>
      )}
    </Page>
  );
}

export default signedIn('社区的邀请', Offers);
