import { REVIEW_KINDS, type ReviewKind, type ReviewState, type ReviewView } from '@xianfeng/shared';

/** Nobody decides about his own words. */
export function reviewActions(state: ReviewState, isAuthor: boolean): ReviewView['actions'] {
  if (isAuthor) return [];
  return { WAIT: ['pass' as const, 'takeDown' as const], LOOK: ['pass' as const, 'takeDown' as const], PASSED: ['takeDown' as const, 'reopen' as const], DOWN: ['reopen' as const] }[state];
}
/** What a photo belongs to, in words and as a page that staff open. */
export const PHOTO_OF: Record<'need' | 'reward' | 'log' | 'project' | 'pact', { label: string; page: string | null }> = {
  need: { label: '点单', page: '/packages/desk/pages/need/index?id=' }, reward: { label: '兑换物品', page: '/packages/more/pages/reward/index?id=' }, log: { label: '服务日志', page: null },
  project: { label: '项目', page: '/packages/desk/pages/project/index?id=' }, pact: { label: '共建协议', page: '/packages/desk/pages/agreement/index?id=' },
};
/** What its author is told. Several of one kind that were passed together are told once. */
export const passedText = (kind: ReviewKind, count: number): { title: string; body: string } =>
  ({ title: `${REVIEW_KINDS[kind]}已通过核对`, body: kind === 'photo' ? `您上传的 ${count} 张照片已通过核对，可以给别人看了。` : `您写的${REVIEW_KINDS[kind]}已通过核对，别人可以看到了。` });
export const takenDownText = (kind: ReviewKind, reason: string): { title: string; body: string } =>
  ({ title: `${REVIEW_KINDS[kind]}已撤下`, body: `您的${REVIEW_KINDS[kind]}已撤下：${reason}。可以改好再提交一次；有不同看法，请联系社区。` });
export const reporterText = (isDown: boolean): { title: string; body: string } =>
  ({ title: '您举报的内容处理好了', body: isDown ? '您举报的内容已经撤下，谢谢您提醒。' : '您举报的内容看过了，没有发现问题，谢谢您留心。' });
