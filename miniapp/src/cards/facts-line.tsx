import { sayHours, TASK_KINDS, type ServiceFacts } from '@xianfeng/shared';
import { Text } from '../ui';

/** '3 次 · 5.5 小时 · 居民确认 2 件': what was verified, in one line. */
export const sayFacts = (facts: Pick<ServiceFacts, 'services' | 'minutes' | 'confirmed'> & { people?: number }): string =>
  [...(facts.people && facts.people > 1 ? [`${facts.people} 人`] : []), `${facts.services} 次`, `${sayHours(facts.minutes)} 小时`, ...(facts.confirmed > 0 ? [`居民确认 ${facts.confirmed} 件`] : [])].join(' · ');
export const sayKinds = (facts: ServiceFacts): string => facts.kinds.slice(0, 4).map((kind) => TASK_KINDS[kind.kind].label).join('、');
/** Verified facts and the kinds of work, as the records have them. */
export const FactsLine = ({ facts }: { facts: ServiceFacts }) => (
  <>
    <Text block numeric>{sayFacts(facts)}</Text>
    {facts.kinds.length > 0 ? <Text size='sm' tone='soft' block>{sayKinds(facts)}</Text> : null}
  </>
);
