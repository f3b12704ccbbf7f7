import type { ReactNode } from 'react';
import { Grow, KindBadge, Row, Text, type IconName, type Tint } from '../ui';

/** The head of a card: picture, title, and a word about its state, which moves below the title where letters are big. */
export function CardHead({ icon, tone, title, tag, children, size }: { icon: IconName; tone: Tint; title: ReactNode; tag?: ReactNode; /** Lines below the title. */ children?: ReactNode; size?: 'md' | 'lg' }) {
  return (
    <Row gap={3} top>
      <KindBadge icon={icon} tone={tone} />
      <Grow>
        <Row gap={2} top wrap className='m-head'>
          <Grow><Text size={size} strong lines={2}>{title}</Text></Grow>
          {tag}
        </Row>
        {children}
      </Grow>
    </Row>
  );
}
