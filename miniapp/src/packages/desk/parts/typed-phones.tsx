import type { TypedPhoneView } from '@xianfeng/shared';
import { api } from '../../../api';
import { ring } from '../../../cards/ring';
import { useAction } from '../../../lib/use-action';
import { useLoad } from '../../../lib/use-load';
import { Avatar, Button, Card, Grid, Grow, Row, Section, Text, confirm, toast } from '../../../ui';
import { waited } from './waited';

function One({ row, done }: { row: TypedPhoneView; done: () => void }) {
  const yes = useAction(() => api.typedPhones.confirm(row.userId, row.phone), () => { toast('已核实，通知了本人', 'ok'); done(); });
  const no = useAction(() => api.typedPhones.refuse(row.userId, row.phone), () => { toast('已告诉本人再核对', 'ok'); done(); });
  const confirmed = async () => { if (await confirm({ title: `${row.name}，${row.phone}`, text: '打通了电话，或见到了本人？核实后他就能用这个号码报到。', ok: '是本人' })) void yes.run(); };
  const refuse = async () => { if (await confirm({ title: '没打通，或不是本人？', text: '会请他核对号码后再填。', ok: '没核实成' })) void no.run(); };
  return (
    <Card>
      <Row gap={3} top>
        <Avatar name={row.name} />
        <Grow><Text size='lg' strong block>{row.name}</Text><Text block numeric>{row.phone}</Text><Text size='sm' tone='soft' block>{row.community.name} · {waited(row.createdAt)}</Text></Grow>
      </Row>
      <Row gap={2} wrap>
        <Button kind='soft' size='small' icon='phone' onPress={() => void ring(row.phone, row.name)}>打电话</Button>
        <Button size='small' icon='check' busy={yes.busy} disabled={no.busy} onPress={() => void confirmed()}>是本人</Button>
        <Button kind='plain' size='small' busy={no.busy} disabled={yes.busy} onPress={() => void refuse()}>没核实成</Button>
      </Row>
    </Card>
  );
}
/** Numbers whose owners got no message: the office calls them. Nothing is drawn where none waits. */
export function TypedPhones({ areaId }: { areaId: number }) {
  const load = useLoad(() => api.typedPhones.list(areaId), [areaId]);
  if (!load.data?.length) return null;
  return (
    <Section title='手机号待核实' note='收不到短信的，打个电话问一声'>
      <Grid cols={1} desk={2}>{load.data.map((row) => <One key={row.userId} row={row} done={() => void load.reload()} />)}</Grid>
    </Section>
  );
}
