import { api } from '../../../../api';
import { signedIn } from '../../../../cards/signed-in';
import { forgetDrafts } from '../../../../lib/draft';
import { replace } from '../../../../lib/go';
import { sheets } from '../../../../lib/sheets';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { HOME } from '../../../../routes';
import { session } from '../../../../session';
import { Banner, Button, Card, Cell, Facts, Page, Section, Text, confirm, toast } from '../../../../ui';

const GOES = [
  { name: '马上删除', value: '姓名、手机号、微信身份、报到的社区、特长和空闲时间、同意事项、消息。' },
  { name: '依法保留', value: '已核实的服务记录、积分流水、经办记录。保留的内容里不再有您的名字。' },
  { name: '以后', value: '同一个手机号可以重新注册，从头开始；以前的记录和积分不会回来。' },
];
/** Leaving for good: what goes, what stays, what has to be finished first. Two taps, and no reason asked for. */
function Closing() {
  const closing = useLoad(() => api.me.closing());
  const close = useAction(() => api.me.close(), () => { forgetDrafts(); sheets.forget(); session.end(); toast('账号已注销'); replace(HOME); });
  const ask = async (points: number) => {
    const lost = points > 0 ? `您还有 ${points} 分没用，注销后作废。` : '';
    if (await confirm({ title: '确定注销账号？', text: `${lost}注销后不能恢复。`, ok: '注销', danger: true })) { await close.run(); void closing.reload(); }
  };
  return (
    <Page title='注销账号' load={closing}>
      {({ blockers, points }) => (
        <>
          <Card><Text size='lg' strong block>注销以后</Text><Facts rows={GOES} /></Card>
          {blockers.length > 0 ? (
            <Section title='先办完这几件' note='别人在等'>
              <Card flush>{blockers.map(({ text, path }) => (path ? <Cell key={text} icon='clock' title={text} to={path} /> : <Cell key={text} icon='clock' title={text} />))}</Card>
            </Section>
          ) : <>
            {points > 0 ? <Banner tone='warn' title={`还有 ${points} 分`}>可以先去兑换，注销后作废。</Banner> : null}
            <Button id='close-account' block kind='danger' busy={close.busy} onPress={() => void ask(points)}>注销账号</Button>
          </>}
          <Text size='sm' tone='soft' block>只是不想收消息、不想公开姓名，可以在“设置”里一项一项关掉，不用注销。</Text>
        </>
      )}
    </Page>
  );
}
export default signedIn('注销账号', Closing);
