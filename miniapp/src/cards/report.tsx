import { REPORT_WHYS, type ReportInput, type ReportWhy, type ReviewKind } from '@xianfeng/shared';
import { api } from '../api';
import { useAction } from '../lib/use-action';
import { useMe } from '../session';
import { Button, choose, Row, toast } from '../ui';

const WHYS = (Object.keys(REPORT_WHYS) as ReportWhy[]).map((key) => ({ key, text: REPORT_WHYS[key] }));
/** 举报: one tap and a reason; somebody of the community looks, and tells what became of it. `what`: what a screen reader calls it. */
export function Report({ kind, id, what }: { kind: ReviewKind; id: number; what: string }) {
  const me = useMe();
  const send = useAction((key, input: ReportInput) => api.reviews.report(input, key), () => toast('已收到，会有人来看', 'ok'));
  const ask = async () => {
    const why = await choose(WHYS, '哪里不合适？');
    if (why) void send.run({ kind, id, why });
  };
  if (!me) return null;
  return <Row><Button kind='text' size='small' icon='alert' busy={send.busy} label={`举报${what}`} onPress={() => void ask()}>举报</Button></Row>;
}
/** The same for several photos: which one is asked first. */
export function ReportPhotos({ ids }: { ids: readonly number[] }) {
  const me = useMe();
  const send = useAction((key, input: ReportInput) => api.reviews.report(input, key), () => toast('已收到，会有人来看', 'ok'));
  const ask = async () => {
    const which = ids.length === 1 ? String(ids[0]) : await choose(ids.map((id, i) => ({ key: String(id), text: `第 ${i + 1} 张` })), '哪一张不合适？');
    const why = which ? await choose(WHYS, '哪里不合适？') : null;
    if (which && why) void send.run({ kind: 'photo', id: Number(which), why });
  };
  if (!me) return null;
  return <Row><Button kind='text' size='small' icon='alert' busy={send.busy} label='举报照片' onPress={() => void ask()}>举报照片</Button></Row>;
}
