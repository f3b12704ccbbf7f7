import type { ReactNode } from 'react';
import { Grid, Stack } from '../ui';

/** A page's two halves: beside each other on a desk, below each other on a phone. */
export const Halves = ({ left, right }: { left: ReactNode; right: ReactNode }) => (
  <Grid cols={1} desk={2}>
    <Stack>{left}</Stack>
    <Stack>{right}</Stack>
  </Grid>
);
