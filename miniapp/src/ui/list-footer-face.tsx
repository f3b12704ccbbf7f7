import type { Pages } from '../lib/use-pages';
import { Box, Text } from './base';
import { Button } from './button';

export function ListFooterFace<T>({ pages, end = '已经到底了' }: { pages: Pages<T>; end: string | undefined }) {
  if (!pages.data || pages.data.length === 0) return null;
  return (
    <Box className='x-more' live='polite'>
      {pages.moreError ? <Button kind='text' icon='refresh' onPress={() => void pages.more()}>{pages.moreError}，点此再试</Button>
        : pages.done ? <Text size='sm' tone='faint'>{end}</Text>
        : pages.loadingMore ? <Text size='sm' tone='faint'>正在加载…</Text>
        : <Button kind='text' onPress={() => void pages.more()}>加载更多</Button>}
    </Box>
  );
}
