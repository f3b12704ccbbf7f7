import { api, fileUrl } from '../../../../api';
import { SceneCode } from '../../../../cards/scene-code';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { publicUrl } from '../../../../platform/address';
import { copy, hasWechatLogin } from '../../../../platform/device';
import { openDocument } from '../../../../platform/files';
import { useShare } from '../../../../platform/share';
import { Box, Button, Card, Empty, Grid, Page, QrCode, Row, Section, Stack, Text, toast } from '../../../../ui';
import { isCommunity } from '../../parts/area';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';

const copyAddress = async (address: string) => { if (await copy(address)) toast('已复制', 'ok'); else toast('没能复制，请让对方扫上面的码'); };
const STEPS = ['微信扫一扫，或用手机相机扫码', '手机号登录，逐项看清再同意', '核对姓名、单位和楼栋，点“报到”'];

/** The code of one community: on the screen for a meeting, on paper for the door. */
function Sheet({ areaId, name }: { areaId: number; name: string }) {
  const poster = useLoad(() => api.registrations.poster(areaId), [areaId]);
  const print = useAction(async () => { const { url } = await api.registrations.posterFile(areaId); if (!(await openDocument(fileUrl(url), `${name}报到海报.pdf`))) toast('没能打开，请再试一次', 'bad'); });
  const view = poster.data;
  if (!view) return poster.error ? <Card><Text tone='red' block>{poster.error}</Text></Card> : null;
  const address = publicUrl(view.path);
  return (
    <Grid cols={1} desk={2}>
      <Card>
        <Box className='d-center'>
          <Text tone='soft' block>{view.street}</Text>
          <Text size='xl' strong block>{view.community.name} 双报到</Text>
          <QrCode text={address} label={`扫码到${view.community.name}报到`} size={280} />
          <Text size='sm' tone='soft' block>用手机相机扫</Text>
          <SceneCode of={() => api.registrations.posterCode(areaId)} id={areaId} label={`微信小程序码，扫码到${view.community.name}报到`} size={220} bare='用微信扫，直接打开小程序' />
          <Text strong tone='pine' block>扫码报到，社区已经替您选好</Text>
        </Box>
      </Card>
      <Stack gap={4}>
        <Section title='怎么用'>
          <Card><Stack gap={2}>
            {STEPS.map((step, i) => <Text key={step} block>{i + 1}. {step}</Text>)}
            <Text size='sm' tone='soft' block>党员扫了核对花名册，等社区确认；居民扫了当场就报到。没有智能手机的，请到服务站登记。</Text>
          </Stack></Card>
        </Section>
        <Row gap={2} wrap>
          <Button icon='file' busy={print.busy} onPress={() => void print.run()}>打印海报（PDF）</Button>
          {hasWechatLogin ? <Button kind='plain' icon='share' open='share'>发到群里</Button> : null}
          <Button kind='plain' icon='copy' onPress={() => void copyAddress(address)}>复制链接</Button>
        </Row>
      </Stack>
    </Grid>
  );
}
function Poster({ me, area, choose }: DeskProps) {
  useShare(() => ({ title: isCommunity(area) ? `到${area.name}报到，几步就好` : '到社区报到，几步就好', path: `/pages/welcome/index${isCommunity(area) ? `?community=${area.id}` : ''}` }));
  return (
    <Page title='报到海报' wide>
      <Row><AreaSwitch me={me} permission='registration.review' area={area} choose={choose} /></Row>
      {isCommunity(area) ? <Sheet areaId={area.id} name={area.name} /> : <Card><Empty icon='qr' title='先选一个社区' text='海报是一个社区一张：点上面的名字，选到社区。' /></Card>}
    </Page>
  );
}
export default deskPage('报到海报', 'registration.review', Poster);
