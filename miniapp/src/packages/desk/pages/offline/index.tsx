import { CLAIM_STATUSES, OFFLINE_WHY } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { replace } from '../../../../lib/go';
import { askedMarks, openMarks, shownRows, type KeptMark, type KeptSheet, type ShownRow } from '../../../../lib/marks';
import { sheets, useSheets } from '../../../../lib/sheets';
import { day, span, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useOnline } from '../../../../platform/life';
import { Avatar, Banner, Box, Button, Card, Cell, Empty, Grow, Page, Row, Section, Stack, StatusTag, Tag, Text, toast } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';

/** One person. A tap is kept on the phone at once and goes out by itself. */
function Person({ row, id, open }: { row: ShownRow; id: number; open: boolean }) {
  const tap = (present: boolean) => { sheets.tap(id, row.claimId, present); void sheets.sync(id); };
  const gone = row.status === 'WITHDRAWN' || row.status === 'EXCUSED' || row.status === 'REFUSED' || row.status === 'CANCELLED';
  return (
    <Box className='d-roster'>
      <Row gap={3} wrap>
        <Avatar name={row.name} />
        <Grow className='d-name'>
          <Row gap={2} wrap><Text strong>{row.name}</Text>{row.waiting ? <Tag tone='gold' icon='upload'>待上传</Tag> : <StatusTag status={row.status} labels={CLAIM_STATUSES} />}</Row>
          <Text size='sm' tone='soft' block>{row.waiting ? `记为${row.present ? '到场' : '没到'}` : row.attendedAt ? `${time(row.attendedAt)} 到场` : `手机尾号 ${row.phoneTail || '没有'}`}</Text>
        </Grow>
        {!row.present && !gone && open ? <Button kind='soft' size='small' icon='check' label={`${row.name}到了`} onPress={() => tap(true)}>到了</Button> : null}
        {row.present && !row.logged && (open || row.waiting) ? <Button kind='text' size='small' icon='undo' label={`撤销${row.name}的签到`} onPress={() => tap(false)}>撤销</Button> : null}
      </Row>
    </Box>
  );
}
/** Somebody else noted it otherwise, or it could not be taken: the leader says what shall be. Nothing goes away by itself. */
function Asked({ mark, kept, id }: { mark: KeptMark; kept: KeptSheet; id: number }) {
  const { result } = mark, name = kept.sheet.rows.find((row) => row.claimId === mark.claimId)?.name ?? '有人';
  const enter = useAction((key) => api.attendance.mark(id, { claimIds: [mark.claimId], present: mark.present }, key), () => { sheets.drop(id, mark.ref); toast('已补记', 'ok'); void sheets.load(id).catch(() => undefined); });
  if (!result) return null;
  const mine = `您在 ${time(mark.tappedAt + mark.offsetMs)} 记${name}${mark.present ? '到场' : '没到'}`;
  const insist = () => { sheets.insist(id, mark.ref); void sheets.sync(id); };
  if (result.outcome === 'CONFLICT') return (
    <Banner tone='warn' title={`${name}：和别人记的不一样`}>
      <Text block>{mine}。{result.other ? `${result.other.name}在 ${time(result.other.at)} 把他改成了“${CLAIM_STATUSES[result.other.status]}”。` : '后来有人改过。'}以谁的为准？</Text>
      <Row gap={2} wrap><Button size='small' onPress={insist}>按我的记</Button><Button kind='plain' size='small' onPress={() => sheets.drop(id, mark.ref)}>按现在的</Button></Row>
    </Banner>
  );
  const byHand = mark.present && (result.why === 'LATE' || result.why === 'OUTSIDE' || result.why === 'CLOCK' || result.why === 'FUTURE');
  return (
    <Banner tone='warn' title={`${name}：没能记上`}>
      <Text block>{mine}，{result.why ? OFFLINE_WHY[result.why] : '没能记上'}{result.why === 'GONE' && result.other ? `（${result.other.name} ${time(result.other.at)} 记为${CLAIM_STATUSES[result.other.status]}）` : ''}。{byHand ? '确实到了，可以现在补记。' : ''}</Text>
      <Row gap={2} wrap>{byHand ? <Button size='small' busy={enter.busy} onPress={() => void enter.run()}>现在补记</Button> : null}<Button kind='plain' size='small' onPress={() => sheets.drop(id, mark.ref)}>知道了</Button></Row>
    </Banner>
  );
}

function Sheet({ kept, id }: { kept: KeptSheet; id: number }) {
  const online = useOnline(), [busy, setBusy] = useState(false);
  const { sheet } = kept, rows = shownRows(kept), waits = openMarks(kept).length, now = Date.now() + kept.offsetMs;
  const open = now >= sheet.opensAt && now <= sheet.closesAt;
  const sync = async () => {
    setBusy(true);
    const sentence = (await sheets.sync(id)) ?? (waits === 0 ? await sheets.load(id).then(() => null, (error: Error) => error.message) : null);
    setBusy(false);
    toast(sentence ?? (waits > 0 ? '已上传' : '名单已更新'), sentence ? 'bad' : 'ok');
  };
  return (
    <Page title='离线点名' onRefresh={sync} footer={waits > 0 ? <Button icon='upload' busy={busy} onPress={() => void sync()}>上传 {waits} 条点名</Button> : undefined}>
      <Card tone='pine'>
        <Text size='lg' strong block>{sheet.title}</Text>
        <Text block>{span(sheet.startsAt, sheet.endsAt)}</Text>
        <Text size='sm' tone='soft' block>{sheet.place}</Text>
      </Card>
      {!online ? <Banner tone='info' title='现在没有网络'>照常点名，先记在这部手机里，有网络时自动上传。</Banner> : null}
      {!open ? <Banner tone='info'>{now < sheet.opensAt ? `${time(sheet.opensAt)} 起可以点名。` : '点名时间已过，没记上的请在“名单与签到”里补登。'}</Banner> : null}
      {askedMarks(kept).map((mark) => <Asked key={mark.ref} mark={mark} kept={kept} id={id} />)}
      <Section title={`已到 ${rows.filter((row) => row.present).length} / ${rows.length} 人`} note={waits > 0 ? `${waits} 条待上传` : undefined}>
        {rows.length === 0 ? <Card><Empty icon='users' title='还没有人认领' text='有网络时再更新一次名单。' /></Card> : <Card flush>{rows.map((row) => <Person key={row.claimId} row={row} id={id} open={open} />)}</Card>}
      </Section>
      <Text size='sm' tone='faint' block>名单取自 {time(sheet.at)}，{sheets.isEncrypted ? '加密存在这部手机里' : '存在这台设备里'}，{day(sheet.keepUntil)}自动清除。点名的时间和上传的时间都会记下来。</Text>
      {online ? <Row><Button kind='text' icon='users' onPress={() => replace(DESK.shift(sheet.taskId, id))}>有网络了，回到名单与签到</Button></Row> : null}
    </Page>
  );
}
/** To mark who is there where there is no network; without an id: which lists are on the phone. */
function Offline() {
  const id = Number(useRouter().params['id'] ?? 0), all = useSheets(), kept = all[id];
  useEffect(() => { if (kept && openMarks(kept).length > 0) void sheets.sync(id); }, [id, kept === undefined]);
  if (kept) return <Sheet kept={kept} id={id} />;
  const list = Object.entries(all);
  return (
    <Page title='离线点名'>
      {list.length === 0 ? <Empty icon='file' title='手机里没有名单' text='有网络时打开一次“名单与签到”，名单就会存到手机里，到现场没有网络也能点名。' /> : (
        <Stack>
          <Card flush>{list.map(([key, one]) => <Cell key={key} icon='users' title={one.sheet.title} note={`${span(one.sheet.startsAt, one.sheet.endsAt)} · ${one.sheet.rows.length} 人`} value={openMarks(one).length > 0 ? <Tag tone='gold'>{openMarks(one).length} 条待上传</Tag> : undefined} to={DESK.offline(Number(key))} />)}</Card>
        </Stack>
      )}
    </Page>
  );
}
export default deskPage('离线点名', 'task.lead', Offline);
