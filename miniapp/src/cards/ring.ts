import { call } from '../platform/device';
import { confirm } from '../ui';

/** Rings somebody up. Asks first: a phone must not ring by a slip of the finger. */
export async function ring(phone: string, name: string): Promise<void> {
  if (await confirm({ title: `拨打 ${phone}？`, text: name, ok: '拨打' })) call(phone);
}
