import type { TaskTemplate } from '@xianfeng/shared';

type Extra = Partial<Pick<TaskTemplate, 'audience' | 'presence' | 'photoReason'>>;
/** A photo is required exactly where the template says why (`photoReason`); everywhere else it is optional, and never asked for where people are at their most private. */
const template = (key: string, name: string, kind: TaskTemplate['kind'], title: string, summary: string, minutes: number, places: number, riskNote: string, { audience = 'EVERYONE', presence = 'LEADER', photoReason = '' }: Extra = {}, photoRule: TaskTemplate['photoRule'] = photoReason ? 'REQUIRED' : 'OPTIONAL'): TaskTemplate =>
  ({ key, name, kind, title, summary, minutes, places, audience, presence, photoRule, photoReason, riskNote });

/** What a community asks for most, ready to publish: time, place and contact are all that is left to fill in. */
export const TEMPLATES: readonly TaskTemplate[] = [
  template('clean-compound', '小区环境整治', 'CLEAN', '小区环境卫生大扫除', '清理楼道杂物、绿地垃圾和小广告，工具由社区准备。', 120, 15, '搬运重物时请结伴，戴好手套，注意玻璃和尖锐物。', { presence: 'QR' }),
  template('clean-hazard', '楼道堵塞清理', 'CLEAN', '清理堵塞的楼道', '清理占用消防通道的杂物，确认通道恢复畅通。', 90, 6, '先与物品主人沟通，不擅自丢弃；两人以上搬运。', { photoReason: '消防通道需留存清理前后对照，供复查使用' }),
  template('elder-visit', '探望独居老人', 'VISIT', '探望独居老人', '上门聊聊天，看看水电气是否正常，问问缺什么。', 60, 2, '两人同行，出示志愿者身份，不收任何物品。', { audience: 'MEMBERS' }, 'NONE'),
  template('elder-errand', '陪同就医代办', 'ELDER', '陪老人看病取药', '陪同挂号、就诊、取药，送回家并告知家属。', 180, 1, '行动不便的老人请叫无障碍车辆，不代管现金。', { audience: 'MEMBERS' }, 'NONE'),
  template('elder-meal', '社区食堂送餐', 'ELDER', '给行动不便的老人送餐', '从社区食堂取餐，送到家门口，顺便问声好。', 90, 4, '骑车慢行，注意热汤；敲门三次无人应答请马上告诉社区。', {}, 'NONE'),
  template('repair-home', '家电水电维修', 'REPAIR', '便民维修日', '在小区广场为居民修小家电、换灯管、修水龙头。', 180, 6, '断电断水后再操作；高处和燃气设备请交给专业人员。', { presence: 'QR' }),
  template('hair', '义务理发', 'HAIR', '为老年居民义务理发', '带好理发工具，为到场的老人理发。', 150, 4, '工具一人一消毒，注意老人坐稳。'),
  template('tutor', '课后辅导', 'TUTOR', '四点半课堂辅导', '陪小学生写作业、读书，答疑解惑。', 90, 5, '全程在社区活动室，不单独带离孩子，由家长签字接走。', {}, 'NONE'),
  template('health', '义诊和健康咨询', 'HEALTH', '社区义诊', '量血压、测血糖、解答用药问题。', 150, 6, '须有执业资格；只做咨询和筛查，需要治疗的请转医院。', { presence: 'QR' }),
  template('policy', '政策宣传入户', 'POLICY', '惠民政策入户宣传', '带着宣传单上门讲清楚政策，把居民的问题记下来。', 120, 8, '两人一组，不进门收集证件和银行卡信息。', { audience: 'MEMBERS' }),
  template('mediate', '邻里纠纷调解', 'MEDIATE', '协助调解邻里矛盾', '在社区干部带领下，听双方意见，一起找办法。', 90, 3, '由社区干部主持，保持中立，不对外谈论当事人的事。', { audience: 'MEMBERS' }, 'NONE'),
  template('legal', '法律咨询', 'LEGAL', '法律咨询进社区', '解答婚姻、继承、劳动、物业等方面的问题。', 120, 3, '只作咨询，不代为承诺结果；隐私内容请单独交谈。', {}, 'NONE'),
  template('patrol', '夜间平安巡逻', 'PATROL', '小区夜间平安巡逻', '沿小区巡查门禁、车棚和消防通道，发现问题及时上报。', 90, 6, '三人同行，穿反光背心，遇险先报警，不追不拦。'),
  template('culture', '文体活动帮手', 'CULTURE', '社区文体活动志愿者', '帮助布置场地、引导居民、维持秩序。', 180, 10, '注意用电和人流，熟悉疏散通道。', { presence: 'QR' }),
  template('emergency', '应急支援', 'EMERGENCY', '雨雪天气应急支援', '扫雪除冰、转移低洼处居民、分发物资。', 240, 20, '服从现场指挥，穿防滑鞋和救生装备，身体不适马上退出。', { presence: 'CODE' }),
  template('duty', '在岗值班', 'DUTY', '社区值班值守', '工作人员按排班值守。领报酬的在岗值班不是志愿服务，不写日志、不计时长和积分。', 240, 2, '保持电话畅通，遇险先报警。', { presence: 'LEADER' }, 'NONE'),
  template('notice', '会议通知', 'NOTICE', '社区大党委联席会议', '通知会议的时间地点，不计服务时长和积分。', 90, 30, '请提前安排好时间，注意往返交通安全。', { audience: 'MEMBERS', presence: 'QR' }, 'NONE'),
];
