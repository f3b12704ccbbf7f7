import type { MessageKindView, MessagesView, MessageTemplate } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../api';
import { canSubscribe, subscribe } from '../platform/device';
import { useMe } from '../session';
import { refusals } from './draft';
import { readPanel, refusedNow, toAsk, type Trouble } from './panel';
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
/** WeChat messages on this page. In a browser, and before signing in, there is nothing to ask. */
export function useFollowing(): Following {
  const me = useMe();
  const messages = useLoad(canSubscribe && me ? () => api.messages.get() : null, [me?.id]);
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
      messages.set(await api.messages.answer({ answers: said.answers }, newKey()));
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return { messages, asking: (templates) => (messages.data ? toAsk(messages.data, templates, refusals.get(), Date.now()) : []), ask, busy, accepted, trouble };
}
