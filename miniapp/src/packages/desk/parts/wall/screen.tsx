import { Button, Card, Empty, Page } from '../../../../ui';
import { DESK } from '../paths';

export interface WallScreenProps { areaId: number }
/** A phone is no wall. */
export const WallScreen = (_: WallScreenProps) => (
  <Page title='大屏'>
    <Card><Empty icon='image' title='请在电脑的浏览器里打开' text='大屏给会议室的屏幕用，一米八宽，五米外也看得清。手机上请看看板。' action={<Button to={DESK.dashboard}>看看板</Button>} /></Card>
  </Page>
);
