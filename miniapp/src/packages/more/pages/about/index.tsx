import { api } from '../../../../api';
import { useLoad } from '../../../../lib/use-load';
import { useShare } from '../../../../platform/share';
import { Button, Card, Cell, Facts, Page, Section, Stack, Text } from '../../../../ui';

/** What it will not do to anybody: the product's own acceptance tests, in the words of those who use it. */
const PROMISES = [
  '不统计谁登录了几次、在线多久，不看打卡，不给人排名。', '派单是邀请：不去不用说理由，谁也看不到。', '照片只在写明理由的任务里才需要。', '不用定位、不收消息、不用智能手机，也能参加每一种服务。',
  '没有要填的月报。年终材料由系统从记录里生成，每个数字都能点开看。', '同一件事只填一次；填过的，系统自己带出来。',
] as const;

export default function About() {
  const about = useLoad(() => api.about.get());
  useShare(() => ({ title: '先锋：社区发布需要，邻居来帮忙', path: '/packages/more/pages/about/index' }));
  return (
    <Page title='关于' load={about}>
      {({ filing, operator }) => (
        <>
          <Section title='先锋 · 社区志愿服务'>
            <Card><Facts rows={[
              { name: '主办', value: operator ?? '由所在市确定，正式上线时公示' }, { name: '备案号', value: filing ?? (process.env.TARO_APP_FILING || '正式上线时公示') },
              { name: '用来', value: '社区发布需要，党员和居民自愿来帮忙，服务记下来，换一声谢谢。' },
            ]} /></Card>
          </Section>
          <Section title='我们说到做到'><Card><Stack gap={2}>{PROMISES.map((line, i) => <Text key={line} block>{i + 1}. {line}</Text>)}</Stack></Card></Section>
          <Section title='谁都可以看'>
            <Card flush>
              <Cell icon='megaphone' title='星级公示' note='评上以前先公示，可以提异议' to='/packages/more/pages/star-notice/index' />
              <Cell icon='megaphone' title='评选公示' note='谁被推荐、凭什么' to='/packages/more/pages/campaign-notice/index' />
              <Cell icon='check-circle' title='核对星级证书' note='输入编号，看是不是真的' to='/packages/more/pages/star-verify/index' />
            </Card>
          </Section>
          <Section title='哪里不好，请告诉我们'>
            <Card flush>
              <Cell icon='chat' title='意见建议' note='问题、建议、嫌麻烦，都可以说' to='/packages/more/pages/suggestions/index' />
              <Cell icon='file' title='服务协议与隐私政策' to='/packages/more/pages/terms/index' />
            </Card>
          </Section>
          <Button kind='plain' block to='/pages/tasks/index'>去看任务</Button>
        </>
      )}
    </Page>
  );
}
