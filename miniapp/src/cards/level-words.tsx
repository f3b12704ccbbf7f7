import { LEVELS, type Level } from '@xianfeng/shared';
import { Tag, type Tint } from '../ui';

const TINTS: Record<Level, Tint> = { GREAT: 'ok', GOOD: 'pine', IMPROVE: 'warn' };
export const LEVEL_OPTIONS = (Object.keys(LEVELS) as Level[]).map((key) => ({ key, text: LEVELS[key] }));
export const LevelTag = ({ level }: { level: Level }) => <Tag tone={TINTS[level]}>{LEVELS[level]}</Tag>;
