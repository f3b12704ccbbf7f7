import { api } from '../api';
import { day } from '../lib/format';
import { useLoad } from '../lib/use-load';
import { Button, Card, Grid, Section, Text } from '../ui';

/** What residents said of the reader's services, the newest ones; nothing where nobody did yet. */
export function ThanksStrip() {
  const words = useLoad(() => api.thanks.mine({}));
  if (!words.data || words.data.items.length === 0) return null;
  return (
    <Section title='居民对您说' action={<Button kind='text' size='small' to='/packages/more/pages/honours/index'>都在我的荣誉</Button>}>
      <Grid cols={1} desk={2}>{words.data.items.slice(0, 2).map((word) => <Card key={word.id} tone='gold'><Text size='lg' block>“{word.text}”</Text><Text size='sm' tone='soft' block>{word.taskTitle} · {day(word.at)}</Text></Card>)}</Grid>
    </Section>
  );
}
