import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { LetterCard } from '../../../../cards/letter-card';
import { signedIn } from '../../../../cards/signed-in';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Page, toast } from '../../../../ui';

/** One letter, for whom it praises, for the unit it went to, and for the offices. */
function Letter() {
  const id = Number(useRouter().params['id']);
  const letter = useLoad(() => api.letters.get(id), [id]);
  const receive = useAction((key) => api.letters.receive(id, key), (view) => { letter.set(view); toast('已签收，街道看得到', 'ok'); });
  return (
    <Page title='表扬信' load={letter} footer={letter.data?.actions.includes('receive') ? <Button icon='check' busy={receive.busy} onPress={() => void receive.run()}>签收</Button> : undefined}>
      {(view) => (
        <>
          <LetterCard letter={view} whole />
          <Banner tone='info'>{view.recipient === 'UNIT' ? '本人同意后才送到单位。次数和时长来自核实过的服务记录。' : '这封信由本人保存，没有告知单位。次数和时长来自核实过的服务记录。'}</Banner>
        </>
      )}
    </Page>
  );
}
export default signedIn('表扬信', Letter);
