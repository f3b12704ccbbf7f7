import Taro from '@tarojs/taro';
import { toast } from './feedback';
import { apiOf, PRIVACY_APIS, type PrivacyApi } from './privacy-table';

/** The button whose tap is the consent; WeChat checks that it was tapped. */
export const AGREE_BUTTON = 'privacy-agree';
/** A question that waits for an answer. */
export interface Question { api: PrivacyApi | null; answer: (yes: boolean) => void }

let question: Question | null = null;
const listeners = new Set<() => void>();
function show(next: Question | null): void {
  question = next;
  for (const listener of [...listeners]) listener();
}
/** The dialog's side of it: Page draws it on whatever page is in front. */
export const privacyQuestion = {
  get: (): Question | null => question,
  subscribe(listener: () => void): () => void { listeners.add(listener); return () => void listeners.delete(listener); },
};
/** One question at a time; two who ask for the same get the same answer. */
function ask(api: PrivacyApi | null): Promise<boolean> {
  const before = question;
  return new Promise((resolve) => show({ api, answer: (yes) => { show(null); before?.answer(yes); resolve(yes); } }));
}
const ANSWER_MS = 3_000;
const needsConsent = (): Promise<boolean> => new Promise((resolve) => {
  // Where WeChat does not say, the call goes on: WeChat looks itself whether there is a consent, and asks us if there is none.
  setTimeout(() => resolve(false), ANSWER_MS);
  // WeChat before 2.32.3 knows no consent and asks for none.
  try { Taro.getPrivacySetting({ success: ({ needAuthorization }) => resolve(needAuthorization), fail: () => resolve(false) }); } catch { resolve(false); }
});
/** Says in a sentence that it goes on without. */
export const sayWithout = (api: PrivacyApi): void => toast(`没关系，${PRIVACY_APIS[api].without}`);

/**
 * Consent first, then the call: WeChat's own record of the consent is looked at, our dialog asks where there is none, and `work` is done after
 * the yes. After a no nothing is called, and the reader hears how it goes on. A new kind of data declared at WeChat makes it ask again.
 */
export async function withPrivacy<T>(api: PrivacyApi, work: () => Promise<T>, otherwise: T): Promise<T> {
  if ((await needsConsent()) && !(await ask(api))) { sayWithout(api); return otherwise; }
  return work();
}
/** WeChat asks us when a call or its phone button meets no consent. Its call waits until we have said what came of it. */
export function watchPrivacy(): void {
  try {
    Taro.onNeedPrivacyAuthorization((resolve, { referrer }) => {
      resolve({ event: 'exposureAuthorization' });
      const api = apiOf(referrer);
      void ask(api).then((yes) => {
        resolve(yes ? { event: 'agree', buttonId: AGREE_BUTTON } : { event: 'disagree' });
        if (!yes && api) sayWithout(api);
      });
    });
  } catch { /* older than consent */ }
}
/** The guide that the operator filed at WeChat. */
export const hasGuide = true;
export const openGuide = (): void => { try { Taro.openPrivacyContract({ fail: () => toast('指引暂时打不开，可以先看隐私政策') }); } catch { toast('请升级微信后再看'); } };
