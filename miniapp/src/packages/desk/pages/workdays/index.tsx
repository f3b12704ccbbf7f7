import { addDays, dayOf, RECORD_LIMITS, type CalendarView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Empty, Facts, Field, Grid, Page, Section, Segmented, Stack, Text, TextArea, toast, useWide } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';

/** '2月15日至23日': days that follow each other in one word. */
function saySpans(days: readonly string[]): string {
  const spans: [string, string][] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && addDays(last[1], 1) === day) last[1] = day; else spans.push([day, day]);
  }
  const say = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  return spans.map(([from, to]) => (from === to ? say(from) : `${say(from)}至${from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : say(to)}`)).join('、') || '没有';
}
const EXAMPLE = '一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。';
function Editor({ view, onDone }: { view: CalendarView; onDone: (view: CalendarView) => void }) {
  const current = Number(dayOf(Date.now()).slice(0, 4)), wide = useWide();
  const [year, setYear] = useState(String(view.missing[0] ?? current + 1));
  const [text, setText] = useState('');
  const send = useAction((_key, input: { year: number; announcement: string }) => api.workdays.set(input), (next) => { toast(`${year} 年的安排已生效`, 'ok'); setText(''); onDone(next); });
  return (
    <Section title='添加一年'>
      <Card>
        <Stack gap={4}>
          <Field label='哪一年' required group error={send.fields['year']}><Segmented label='哪一年' options={[current, current + 1].map((one) => ({ key: String(one), text: `${one} 年` }))} value={year} onChange={setYear} /></Field>
          <Field label='放假安排' required error={send.fields['announcement']} hint='把国务院办公厅通知里的正文整段贴进来就行，系统会读出放假和调休上班的日子'><TextArea value={text} onChange={setText} maxLength={RECORD_LIMITS.calendar.max} rows={wide ? 8 : 6} placeholder={EXAMPLE} /></Field>
          <Button busy={send.busy} disabled={text.trim().length < RECORD_LIMITS.calendar.min} onPress={() => void send.run({ year: Number(year), announcement: text.trim() })}>读出并生效</Button>
          <Text size='sm' tone='soft' block>那一年原来的安排会整个换掉。已经定下的期限不变，以后的核实、答复、申诉期限都按新的算。</Text>
        </Stack>
      </Card>
    </Section>
  );
}
/** 工作日历: what "ten working days" means. */
function Workdays() {
  const load = useLoad(() => api.workdays.get());
  return (
    <Page title='工作日历' wide load={load}>
      {(view) => (
        <>
          {view.missing.map((year) => <Banner key={year} tone='warn' title={`还没有 ${year} 年的放假安排`}>没有安排的年份只按周一到周五算，节假日和调休会算错。请把通知贴进来。</Banner>)}
          <Grid cols={1} desk={2}>
            <Editor view={view} onDone={load.set} />
            <Section title='现在的安排'>
              {view.years.length === 0 ? <Card><Empty icon='calendar' title='还没有安排' /></Card> : view.years.map(({ year, off, on }) => (
                <Card key={year}><Text strong block>{year} 年</Text><Facts rows={[{ name: `放假 ${off.length} 天`, value: saySpans(off) }, { name: `上班 ${on.length} 天`, value: saySpans(on) }]} /></Card>
              ))}
            </Section>
          </Grid>
        </>
      )}
    </Page>
  );
}
export default deskPage('工作日历', 'area.manage', Workdays);
