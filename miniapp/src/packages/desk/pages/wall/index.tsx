import { useRouter } from '@tarojs/taro';
import { areasOf } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { WallScreen } from '../../parts/wall/screen';

/** 指挥大屏: for the screen of a meeting room, in a browser. */
function Wall({ me, area }: DeskProps) {
  const { params } = useRouter();
  return <WallScreen areaId={Number(params['areaId']) || (areasOf(me, 'insight.view')[0] ?? area).id} />;
}
export default deskPage('大屏', 'insight.view', Wall);
