import { ApiError, type MessageKindView, type MessagesView, type MessageTemplate } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { canSubscribe, subscribe } from '../platform/device';
import { useMe } from '../session';
import { refusals, unreported } from './draft';
import { readPanel, refusedNow, toAsk, type Trouble, type Unreported } from './panel';
import { newKey } from './use-action';
import { sayError, useLoad, type Loaded } from './use-load';

export interface Following {
  messages: Loaded<MessagesView>;
  /** What of it can be asked for now. */
  asking: (templates: readonly MessageTemplate[]) => MessageKindView[];
  /** Opens WeChat's panel; call it in the tap itself, with nothing awaited before. */
  ask: (kinds: readonly MessageKindView[]) => Promise<void>;
  busy: boolean;
  /** After the panel: did he say yes to anything? */
  accepted: boolean | null;
  trouble: Trouble | null;
}
/** Kept until the server has said something about it, whatever it is. */
async function tell({ key, body }: Unreported): Promise<MessagesView> {
  try {
    const view = await api.messages.answer(body, key);
    unreported.forget();
    return view;
  } catch (error) {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429) unreported.forget();
    throw error;
  }
}
async function load(): Promise<MessagesView> {
  const lost = unreported.get();
  return lost ? tell(lost).catch(() => api.messages.get()) : api.messages.get();
}
/** WeChat messages on this page. In a browser, and before signing in, there is nothing to ask. */
export function useFollowing(): Following {
  const me = useMe();
  const messages = useLoad(canSubscribe && me ? load : null, [me?.id]);
  const [busy, setBusy] = useState(false);
  const [accepted, setAccepted] = useState<boolean | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const ask = async (kinds: readonly MessageKindView[]): Promise<void> => {
    if (busy || kinds.length === 0) return;
    // First of all: WeChat opens its panel only in the tap.
    const panel = subscribe(kinds.map((kind) => kind.templateId));
    setBusy(true);
    setTrouble(null);
    try {
      const said = readPanel(kinds, await panel), now = Date.now();
      setTrouble(said.trouble);
      if (said.answers.length === 0) return;
      refusals.set(refusedNow(refusals.get(), said, now));
      setAccepted(said.answers.some((one) => one.answer === 'accept'));
      const report = { key: newKey(), body: { answers: said.answers } };
      unreported.set(report);
      messages.set(await tell(report));
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return { messages, asking: (templates) => (messages.data ? toAsk(messages.data, templates, refusals.get(), Date.now()) : []), ask, busy, accepted, trouble };
}
