import { CONSENTS, CONSENT_PURPOSES, CONSENT_VERSION } from '@xianfeng/shared';
import { Card, Facts, Page, Section, Text } from '../../../../ui';

const TERMS = [
  '这里是社区发布需要、党员和居民自愿帮忙的地方。参加与否、参加哪一项，都由您自己决定，不排名、不考核。',
  '认领后请按时到场；去不了可以退出，开始前 3 小时之前退出不作任何记录。',
  '日志和照片请如实填写。服务时长由社区核实后记入，用作您的志愿服务记录。',
  '积分来自已核实的服务，只能在兑换点换取物品或服务，不能提现、不能转让。',
];
const PRIVACY = [
  { name: '收集什么', value: '手机号、姓名、报到的社区和小区；您自己填写的特长和空闲时间；您参加服务留下的时间、日志和照片。' },
  { name: '不收集什么', value: '不读取位置，不记录行踪，不看通讯录；照片里的位置和设备信息在上传时去掉。' },
  { name: '谁能看到', value: '您报到的社区为办事可以看到姓名和电话；单位只有在您同意后才能看到已核实的记录；公开名单默认只显示姓。' },
  { name: '保存多久', value: '服务记录依规定长期保存；没有用上的照片一天后删除；退出登录后本机不留资料。' },
  { name: '您的权利', value: '每一项同意都可以在“设置”里单独撤回；资料可以自己改；不想用了，在“设置”里注销账号，姓名和手机号马上删除。自己办不了的，打给社区服务点。' },
];

/** The agreement in plain words, short enough to be read. */
export default function Terms() {
  return (
    <Page title='服务协议与隐私政策'>
      <Section title='服务协议'><Card>{TERMS.map((line, i) => <Text key={line} block>{i + 1}. {line}</Text>)}</Card></Section>
      <Section title='隐私政策'><Card><Facts rows={PRIVACY} /></Card></Section>
      <Section title='会单独问您的几件事'>
        <Card><Facts rows={CONSENT_PURPOSES.map((purpose) => ({ name: CONSENTS[purpose].required ? '必须' : '自愿', value: <><Text strong block>{CONSENTS[purpose].label}</Text><Text size='sm' tone='soft' block>{CONSENTS[purpose].text}</Text></> })).map((row, i) => ({ ...row, name: `${i + 1}. ${row.name}` }))} /></Card>
      </Section>
      <Text size='sm' tone='faint'>第 {CONSENT_VERSION} 版</Text>
    </Page>
  );
}
