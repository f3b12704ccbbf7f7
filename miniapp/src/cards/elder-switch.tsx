import { api } from '../api';
import { useAction } from '../lib/use-action';
import { session, useElder, useMe } from '../session';
import { Switch } from '../ui';

/** Big letters on this device at once, and on his others as soon as the server knows. Works before signing in, too. */
export function ElderSwitch({ note }: { note: string }) {
  const me = useMe();
  const elder = useElder();
  const remember = useAction((_key, on: boolean) => api.me.update({ elder: on }), session.update);
  return <Switch label='大字版' note={note} value={elder} onChange={(on) => { session.setElder(on); if (me) void remember.run(on); }} />;
}
