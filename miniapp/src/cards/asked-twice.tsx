import { Box, Button } from '../ui';

/** “这个填过了”: one tap on any form says that it asked for what the house should have known. `page` names the form. */
export const AskedTwice = ({ page }: { page: string }) => (
  <Box className='m-center'><Button kind='text' size='small' icon='undo' to={`/packages/more/pages/suggestions/index?kind=TWICE&page=${encodeURIComponent(page)}`}>这个填过了</Button></Box>
);
