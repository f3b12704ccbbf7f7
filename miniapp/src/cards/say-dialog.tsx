import { useState } from 'react';
import { Button, Chips, Dialog, Field, Stack, Text, TextArea } from '../ui';
import { pickOne } from './pick-one';

interface SayDialogProps { title: string; note?: string; label: string; phrases: readonly string[]; limits: { min: number; max: number }; start?: string; ok: string; busy?: boolean; error?: string | undefined; onClose: () => void; onSend: (text: string) => void }
/** Asks for a sentence: tapped from ready ones, or written. */
export function SayDialog({ title, note, label, phrases, limits, start = '', ok, busy = false, error, onClose, onSend }: SayDialogProps) {
  const [text, setText] = useState(start);
  const picked = phrases.find((phrase) => phrase === text) ?? null;
  return (
    <Dialog open title={title} onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={busy} disabled={text.trim().length < limits.min} onPress={() => onSend(text.trim())}>{ok}</Button></>}>
      <Stack>
        {note ? <Text tone='soft' block>{note}</Text> : null}
        {phrases.length > 0 ? <Chips label='常用的话' wrap options={phrases.map((phrase) => ({ key: phrase, text: phrase }))} value={picked ? [picked] : []} onChange={(keys) => setText(pickOne(picked, keys) ?? '')} /> : null}
        <Field label={label} required={limits.min > 0} error={error}><TextArea value={text} onChange={setText} maxLength={limits.max} rows={2} placeholder='点上面的话，或自己写一句' /></Field>
      </Stack>
    </Dialog>
  );
}
