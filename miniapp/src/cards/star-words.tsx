import { STAR_MEASURES, STAR_SUBJECTS, sayHours, type StarFacts, type StarMeasure, type StarSubject } from '@xianfeng/shared';
import { Box, Text } from '../ui';

const NUMBERS = ['零', '一', '二', '三', '四', '五'];
export const sayStars = (stars: number): string => `${NUMBERS[stars] ?? stars}星`;
/** ★★★☆☆, read out as '三星'. */
export const Stars = ({ stars, of = 5, size = 'md' }: { stars: number; of?: number; size?: 'sm' | 'md' | 'lg' | 'xl' }) => (
  <Box as='span' role='img' label={stars === 0 ? '还没有星' : sayStars(stars)}><Text tone='gold' size={size} decorative>{'★'.repeat(stars)}{'☆'.repeat(Math.max(0, of - stars))}</Text></Box>
);
export const sayMeasure = (measure: StarMeasure, n: number): string => `${n} ${STAR_MEASURES[measure].unit}`;
/** '服务 12.5 小时、8 次，6 天': what a candidate's star was worked out from. */
export const sayFacts = (facts: StarFacts, subject: StarSubject): string =>
  [`服务 ${sayHours(facts.minutes)} 小时、${facts.services} 次，在 ${facts.days} 个日子`, ...(subject === 'PERSON' ? [] : [`${facts.people} 人参加`]), ...(facts.confirmedPercent === null ? [] : [`确认解决 ${facts.resolved} 件（${facts.confirmedPercent}%）`]), ...(facts.rejected > 0 ? [`未通过 ${facts.rejected} 条`] : [])].join('；');
export const whose = (subject: StarSubject): string => STAR_SUBJECTS[subject];
