import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { Box } from './base';
import { cx } from './cx';
import { Icon } from './icon';
import { Press } from './press';

export type DialogProps = PropsWithChildren<{ open: boolean; title: string; onClose: () => void; /** Buttons. */ foot?: ReactNode; /** Rises from the bottom edge instead of standing in the middle. */ sheet?: boolean }>;

/** Something to look at or fill in before going on. For a plain yes or no use confirm(). */
export function Dialog({ open, title, onClose, foot, sheet, children }: DialogProps) {
  if (!open) return null;
  return (
    <View className='x-mask' catchMove onClick={onClose}>
      <View className={cx('x-dialog', sheet && 'x-dialog--sheet')} ariaRole='dialog' ariaLabel={title} onClick={(event) => event.stopPropagation()}>
        <Box className='x-dialog__head'>
          <Box className='x-dialog__title'>{title}</Box>
          <Press className='x-dialog__x' label='关闭' onPress={onClose}><Icon name='close' size='sm' /></Press>
        </Box>
        <Box className='x-dialog__body'>{children}</Box>
        {foot ? <Box className='x-dialog__foot'>{foot}</Box> : null}
      </View>
    </View>
  );
}
