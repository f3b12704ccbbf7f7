import { useState } from 'react';
import { pickOne } from '../../../cards/pick-one';
import { Button, Chips, Dialog, Field, Stack, Text, TextArea } from '../../../ui';

interface ReasonDialogProps {
  open: boolean; title: string; /** Who will read it, and what becomes of the matter. */ note?: string; label?: string;
  /** Ready sentences: one tap instead of typing. */ reasons: readonly string[];
  limits: { min: number; max: number }; ok: string; danger?: boolean; busy: boolean; error?: string | undefined;
  onClose: () => void; onSend: (reason: string) => void;
}
/** Asks for a sentence to somebody: chosen from ready ones, or written. */
export function ReasonDialog({ open, title, note, label = '理由', reasons, limits, ok, danger, busy, error, onClose, onSend }: ReasonDialogProps) {
  const [text, setText] = useState('');
  const picked = reasons.find((reason) => reason === text) ?? null;
  return (
    <Dialog
      open={open} title={title} onClose={onClose} sheet
      foot={<><Button kind='plain' onPress={onClose}>再想想</Button><Button kind={danger ? 'danger' : 'primary'} busy={busy} disabled={text.trim().length < limits.min} onPress={() => onSend(text.trim())}>{ok}</Button></>}
    >
      <Stack>
        {note ? <Text tone='soft' block>{note}</Text> : null}
        {reasons.length > 0 ? <Chips label='常用的话' wrap options={reasons.map((reason) => ({ key: reason, text: reason }))} value={picked ? [picked] : []} onChange={(keys) => setText(pickOne(picked, keys) ?? '')} /> : null}
        <Field label={label} required error={error}><TextArea value={text} onChange={setText} maxLength={limits.max} rows={2} placeholder='点上面的话，或自己写一句' /></Field>
      </Stack>
    </Dialog>
  );
}
