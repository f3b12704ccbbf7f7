import type { NeedKind, TaskKind } from '@xianfeng/shared';
/** Words the demo county is made of. Places and people are invented; phones come from a range that no carrier assigns. */
export const CITY = '蒲阳市';
export const STREETS: Record<string, string[]> = {
  城东街道: ['条山社区', '富强社区', '杏北社区', '康宁社区', '任阳社区', '银杏社区', '河东社区', '东姚社区'],
  城西街道: ['西堤社区', '西厢社区', '鹳雀社区', '栖岩社区', '黄河社区', '蒲州社区', '赵柏社区'],
  城北街道: ['涑水社区', '电机社区', '舜都社区', '柳园社区', '北郊社区', '中山社区', '樱花园社区'],
};
export const COMPOUNDS = ['阳光花园', '阳光家属院', '柳岸花园', '柳岸苑', '和谐小区', '和谐花园', '水泥厂华都', '水泥厂家属院', '环保局苑', '环保局家属院', '世纪华都', '世纪花园', '龙鼎小区', '龙鼎家属院', '阳光苑', '和谐苑', '柳岸华都', '世纪苑', '龙鼎苑', '阳光小区', '水泥厂花园', '环保局小区', '世纪家属院', '柳岸小区'];
export const UNITS = ['市税务局', '市教育局', '市水务局', '市卫健局', '市融媒体中心', '市农业农村局', '市住建局', '市交通运输局', '市供电公司'];
const FAMILY = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎';
const GIVEN = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉梅鹏飞凯浩宇欣雪琳婷慧红春建国海文斌鑫辉';
export const personName = (pick: (from: string) => string, long: boolean): string => pick(FAMILY) + pick(GIVEN) + (long ? pick(GIVEN) : '');
export interface TaskWords { title: string; summary: string; place: string; risk: string; minutes: number; places: number; phrases: string[] }
export const TASKS: Record<Exclude<TaskKind, 'NOTICE' | 'DUTY' | 'EMERGENCY' | 'OTHER'>, TaskWords[]> = {
  CLEAN: [
    { title: '清理楼道堆物', summary: '和居民一起把楼道里的旧家具、纸箱搬到指定位置，恢复消防通道。', place: '门口集合', risk: '搬重物请两人一起，戴手套', minutes: 120, places: 8, phrases: ['三个单元的楼道都清出来了', '旧沙发已搬到清运点', '通道宽了，老人上下楼方便多了'] },
    { title: '周末绿化带捡拾', summary: '捡拾绿化带里的白色垃圾，给花木浇水。', place: '中心花园', risk: '注意脚下，避开蜂窝', minutes: 90, places: 10, phrases: ['捡了六大袋垃圾', '花木都浇过水了'] },
  ],
  ELDER: [
    { title: '陪独居老人聊天散步', summary: '陪老人说说话、在院里走走，看看家里水电燃气有没有异常。', place: '小区凉亭', risk: '老人行动慢，注意搀扶', minutes: 60, places: 2, phrases: ['老人精神很好，聊得高兴', '厨房水龙头滴水，已报给社区'] },
    { title: '给高龄老人送午餐', summary: '从社区食堂取餐，送到五位高龄老人家中。', place: '社区食堂', risk: '骑车注意安全，餐盒防烫', minutes: 60, places: 3, phrases: ['五份午餐都送到了', '王奶奶说今天的菜合口'] },
  ],
  VISIT: [{ title: '看望独居老人', summary: '上门坐一坐，看看水电燃气，记下缺什么。', place: '单元门口', risk: '两人一组，不收任何物品', minutes: 60, places: 4, phrases: ['老人都好，药够吃到下周', '窗户关不严，已报给社区'] }],
  REPAIR: [{ title: '便民维修日', summary: '为居民修小家电、换灯泡、磨剪子。', place: '党群服务站', risk: '先断电再维修', minutes: 150, places: 5, phrases: ['修好七件小家电', '换了十二个楼道灯泡'] }],
  HAIR: [{ title: '义务理发', summary: '为行动不便的老人和残疾居民理发。', place: '党群服务站', risk: '工具用前消毒', minutes: 120, places: 3, phrases: ['为十一位老人理了发', '还有两位改到下周上门'] }],
  TUTOR: [{ title: '四点半课堂', summary: '辅导社区孩子写作业，陪他们读书。', place: '社区活动室', risk: '孩子离开须由家长接走', minutes: 90, places: 4, phrases: ['九个孩子按时写完作业', '读完了半本《草房子》'] }],
  HEALTH: [{ title: '免费量血压测血糖', summary: '为居民测量血压血糖，登记需要随访的人。', place: '党群服务站', risk: '采血用品一次一换', minutes: 120, places: 4, phrases: ['服务了三十二人', '四位偏高的已转家庭医生'] }],
  POLICY: [{ title: '入户宣传医保新政', summary: '上门讲清今年医保缴费办法，帮老人在手机上办好。', place: '各楼栋', risk: '不代收现金，不代记密码', minutes: 90, places: 6, phrases: ['走了四十户', '帮六位老人在手机上缴了费'] }],
  MEDIATE: [{ title: '调解楼上漏水纠纷', summary: '和物业一起到两户家里看漏点，商量维修办法。', place: '现场', risk: '先听双方说完', minutes: 60, places: 2, phrases: ['双方同意各担一半', '物业周三来修'] }],
  LEGAL: [{ title: '法律咨询进小区', summary: '解答劳动、婚姻、房产方面的问题。', place: '小区凉亭', risk: '不代理案件，不收费', minutes: 120, places: 2, phrases: ['接待九位居民', '两件建议申请法律援助'] }],
  PATROL: [{ title: '晚间平安巡逻', summary: '两人一组绕小区走两圈，看消防通道和路灯。', place: '小区大门', risk: '遇事先报警，不要单独处置', minutes: 90, places: 4, phrases: ['一切正常', '东门路灯不亮，已上报', '劝走一辆堵通道的车'] }],
  CULTURE: [{ title: '社区联欢会帮忙', summary: '布置会场、接老人入座、照看节目候场。', place: '社区广场', risk: '注意老人上下台阶', minutes: 150, places: 8, phrases: ['老人们都平安到家了', '节目很受欢迎'] }],
};
export interface NeedWords { title: string; text: string; task: TaskKind }
export const NEEDS: Record<NeedKind, NeedWords[]> = {
  REPAIR: [{ title: '厨房灯不亮', text: '换过灯泡还是不亮，老两口不敢动。', task: 'REPAIR' }, { title: '水龙头一直滴水', text: '关紧了也滴，水表一直走。', task: 'REPAIR' }, { title: '楼道灯坏了两周', text: '三楼到四楼晚上看不见台阶。', task: 'REPAIR' }],
  CARE: [{ title: '想请人陪母亲去医院', text: '周三上午复查，我在外地赶不回来。', task: 'ELDER' }, { title: '独居老人需要有人常来看看', text: '八十六岁，耳朵不好。', task: 'VISIT' }],
  ERRAND: [{ title: '帮忙取药', text: '社区卫生站的慢病药，腿脚不便下不了楼。', task: 'ELDER' }, { title: '不会用手机缴医保', text: '想请人上门教一教。', task: 'POLICY' }],
  LEARN: [{ title: '孩子放学没人看', text: '下班要六点半，孩子二年级。', task: 'TUTOR' }],
  CLEAN: [{ title: '楼后堆了很多建筑垃圾', text: '装修留下的，一下雨就流泥。', task: 'CLEAN' }, { title: '单元门口杂物挡路', text: '轮椅过不去。', task: 'CLEAN' }],
  SAFETY: [{ title: '消防通道被车堵', text: '每天晚上都有车停。', task: 'PATROL' }, { title: '外墙皮往下掉', text: '三号楼东面，下面是孩子玩的地方。', task: 'PATROL' }],
  MEDIATE: [{ title: '楼上漏水不肯修', text: '找了三次都没结果。', task: 'MEDIATE' }],
  OTHER: [{ title: '想在院里装两把长椅', text: '老人走累了没处坐。', task: 'CLEAN' }],
};
export const ANSWERS = ['已联系物业，本周内处理，处理完给您回电。', '这件事归市政部门，已转交，编号会短信告诉您。', '已列入本月议事会，结果张贴在公示栏。'];
/** `goodDays`: how long from now on it is good. */
export const GOODS: { name: string; spec: string; unit: string; points: number; stock: number; donor: string; kind: 'GOODS' | 'SERVICE'; goodDays?: number; intro: string }[] = [
  { name: '洗衣液', spec: '2 kg', unit: '瓶', points: 60, stock: 40, donor: '', kind: 'GOODS', intro: '薰衣草香型，机洗手洗都可以。' },
  { name: '抽纸', spec: '3 层 100 抽 × 6', unit: '提', points: 30, stock: 80, donor: '', kind: 'GOODS', intro: '六包一提，原木浆。' },
  { name: '大米', spec: '5 kg', unit: '袋', points: 150, stock: 18, donor: '市农业农村局', kind: 'GOODS', goodDays: 240, intro: '本地新米，真空包装。' },
  { name: '食用油', spec: '1.8 L', unit: '桶', points: 120, stock: 16, donor: '市供电公司', kind: 'GOODS', goodDays: 300, intro: '压榨菜籽油。' },
  { name: '毛巾', spec: '纯棉', unit: '条', points: 15, stock: 120, donor: '', kind: 'GOODS', intro: '' },
  { name: '牙膏', spec: '120 g', unit: '支', points: 12, stock: 90, donor: '', kind: 'GOODS', goodDays: 21, intro: '薄荷味。' },
  { name: '食盐', spec: '400 g', unit: '袋', points: 5, stock: 150, donor: '', kind: 'GOODS', intro: '' },
  { name: '雨伞', spec: '折叠', unit: '把', points: 45, stock: 25, donor: '市税务局', kind: 'GOODS', intro: '三折晴雨两用。' },
  { name: '理发券', spec: '单人次', unit: '张', points: 50, stock: 30, donor: '志愿服务队', kind: 'SERVICE', intro: '到服务站凭券理发，老人可预约上门。' },
  { name: '钟点保洁', spec: '1 小时', unit: '次', points: 180, stock: 6, donor: '志愿服务队', kind: 'SERVICE', intro: '提前两天预约，擦窗、拖地、清理厨房任选。' },
];
