import { createContext, useContext, useMemo, useState, type PropsWithChildren } from 'react';
import { meter } from '../lib/meter';
import { Box, Text } from './base';
import { Caption } from './caption';
import { cx } from './cx';
import { Icon } from './icon';

export interface FieldLink { id: string; hintId: string | undefined; invalid: boolean; required: boolean; label: string }
const FieldContext = createContext<FieldLink | null>(null);
/** What an input must know of the Field around it. Outside a Field an input carries its own label. */
export const useField = (): FieldLink | null => useContext(FieldContext);

/** For the burden meter: this input was filled. Several in one Field are told apart by their labels. */
export const counted = (field: FieldLink | null, label = ''): void => meter.filled(`${field?.id ?? ''} ${label}`, Date.now());

let last = 0;
/** An id that no other element of the app has. */
export function useUid(prefix = 'x'): string {
  const [id] = useState(() => `${prefix}${++last}`);
  return id;
}

export type FieldProps = PropsWithChildren<{
  label: string; hint?: string; /** From ApiError.fields: shown under the input and read out. */ error?: string | undefined; required?: boolean;
  /** For groups (checkboxes, photos) that have no single input for the label to point at. */ group?: boolean; className?: string;
}>;

/** A label, an input, what to write there, and what is wrong with it. */
export function Field({ label, hint, error, required = false, group, className, children }: FieldProps) {
  const id = useUid('f');
  const note = error ?? hint;
  const link = useMemo<FieldLink>(() => ({ id, hintId: note ? `${id}-note` : undefined, invalid: !!error, required, label }), [id, note, error, required, label]);
  return (
    <FieldContext.Provider value={link}>
      <Box className={cx('x-field', error && 'x-field--bad', className)} role={group ? 'group' : undefined} label={group ? label : undefined}>
        <Caption htmlFor={group ? undefined : id}>
          {label}
          {required ? <Text tone='red' decorative> *</Text> : <Text tone='faint' size='sm'>（选填）</Text>}
        </Caption>
        {children}
        {note ? (
          <Box id={`${id}-note`} className={cx('x-field__note', error && 'x-field__note--bad')} role={error ? 'alert' : undefined}>
            {error ? <Icon name='alert' size='sm' /> : null}
            {note}
          </Box>
        ) : null}
      </Box>
    </FieldContext.Provider>
  );
}
