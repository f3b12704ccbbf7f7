import type { PropsWithChildren } from 'react';
import { Box } from './base';

export type CaptionProps = PropsWithChildren<{ htmlFor?: string | undefined }>;
/** The words above an input. A <label> on H5. */
export const Caption = ({ children }: CaptionProps) => <Box className='x-field__label'>{children}</Box>;
