import type { FileLink } from '@xianfeng/shared';
import type { PropsWithChildren } from 'react';
import { useAction } from '../lib/use-action';
import { openDocument } from '../platform/files';
import { Button, toast, type ButtonProps } from '../ui';

/** Asks for a file and opens it: a link works for ten minutes only, so that it is asked for when it is needed. */
export function FileButton({ get, children, ...looks }: PropsWithChildren<{ get: () => Promise<FileLink> } & Pick<ButtonProps, 'kind' | 'size' | 'icon' | 'block' | 'label'>>) {
  const file = useAction(async () => {
    const { url, name } = await get();
    if (!(await openDocument(url, name))) toast('没能打开，请再试一次', 'bad');
  });
  return <Button icon='download' {...looks} busy={file.busy} onPress={() => void file.run()}>{children}</Button>;
}
