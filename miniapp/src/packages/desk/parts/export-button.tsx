import { EXPORT_KINDS, type ExportKind } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../api';
import { useAction } from '../../../lib/use-action';
import { openDocument } from '../../../platform/files';
import { Button, Dialog, Stack, Text, toast } from '../../../ui';

export interface Wanted { kind: ExportKind; areaId: number; state?: string; from?: string; to?: string }
/** Fetches one list as Excel, as it is narrowed on the screen. */
export function useExport() {
  return useAction(async (_key, wanted: Wanted, phones: boolean) => {
    const { url, name } = await api.exports.list({ ...wanted, ...(phones ? { phones } : {}) });
    if (!(await openDocument(url, name))) toast('没能下载，请再试一次', 'bad');
  });
}
/** “导出这张表”: the list in front of the reader, with its filter printed on it. Asks about phones only where the list holds some. */
export function ExportButton({ wanted }: { wanted: Wanted }) {
  const [open, setOpen] = useState(false), get = useExport(), { label, phones } = EXPORT_KINDS[wanted.kind];
  const take = async (withPhones: boolean) => { setOpen(false); await get.run(wanted, withPhones); };
  return (
    <>
      <Button kind='plain' icon='file' busy={get.busy} label={`导出${label}`} onPress={() => (phones ? setOpen(true) : void take(false))}>导出</Button>
      <Dialog open={open} title={`导出${label}`} onClose={() => setOpen(false)} sheet foot={<><Button kind='plain' onPress={() => void take(true)}>带电话</Button><Button onPress={() => void take(false)}>不带电话</Button></>}>
        <Stack gap={2}><Text block>表里有电话。只在要打电话时才带上，用完请删除。</Text><Text size='sm' tone='soft' block>谁导出了什么、多少行，会记入审计。</Text></Stack>
      </Dialog>
    </>
  );
}
