import { NEED_ANSWER_WORKDAYS, NEED_KINDS, NEED_LIMITS, type CreateNeedInput, type MeView, type NeedKind } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { AreaPicker, NO_AREA } from '../../../../cards/area-picker';
import { AskedTwice } from '../../../../cards/asked-twice';
import { pickOne } from '../../../../cards/pick-one';
import { signedIn } from '../../../../cards/signed-in';
import { useDraft } from '../../../../lib/draft';
import { replace } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { usePhotos, type SentPhoto } from '../../../../lib/use-photos';
import { Banner, Button, Card, Chips, Field, Page, PhotoPicker, Segmented, Stack, Text, TextArea, TextInput, confirm, toast } from '../../../../ui';

interface Draft { kind: NeedKind | null; title: string; text: string; place: string; forOther: boolean; onBehalfOf: string; phone: string; photos: SentPhoto[] }
const KINDS = (Object.keys(NEED_KINDS) as NeedKind[]).map((key) => ({ key, text: NEED_KINDS[key] }));
const WHO = [{ key: 'SELF', text: '我自己' }, { key: 'OTHER', text: '替别人' }] as const;
/** What one might say, so that nobody stares at an empty line. */
const EXAMPLES: Record<NeedKind, string> = {
  REPAIR: '例如：厨房水龙头一直滴水', CARE: '例如：下周三想请人陪老人去医院', ERRAND: '例如：腿脚不便，想请人代买药', LEARN: '例如：孩子四年级，想请人辅导数学',
  CLEAN: '例如：3 号楼后面有一堆建筑垃圾', SAFETY: '例如：小区门口井盖松动', MEDIATE: '例如：楼上漏水，想请社区帮忙说和', OTHER: '一句话说清楚就行',
};

/** Asking for something: what kind, one line, and a photo if one likes. */
function NeedNew({ me }: { me: MeView }) {
  const { kind: asked, for: forWhom, photo } = useRouter().params;
  const snap = photo === '1';
  const known = KINDS.find((one) => one.key === asked)?.key ?? (snap ? 'SAFETY' : null);
  const form = snap ? 'need:photo' : 'need';
  const draft = useDraft<Draft>(form, { kind: known, title: '', text: '', place: '', forOther: forWhom === 'other', onBehalfOf: '', phone: '', photos: [] });
  const { value, set } = draft;
  const photos = usePhotos(value.photos, (sent) => set({ photos: sent }), form);
  // A tile that was tapped just now says more than a sheet left without a word.
  useEffect(() => { if (draft.restored && !value.title && (known || forWhom === 'other')) set({ ...(known ? { kind: known } : {}), forOther: forWhom === 'other' }); }, []);
  const startOver = () => { for (const photo of photos.photos) photos.remove(photo.key); draft.clear(); };
  const [area, setArea] = useState(NO_AREA);
  const send = useAction((key, input: CreateNeedInput) => api.needs.create(input, key), (need) => {
    draft.clear();
    toast('已告诉社区', 'ok');
    replace(`/packages/more/pages/need/index?id=${need.id}`);
  });
  const areaId = area.communityId ?? me.compound?.id ?? me.community?.id ?? null;
  const kind = value.kind ?? known;
  const submit = async () => {
    if (areaId === null || kind === null) return;
    const missing = photos.photos.length - photos.ids.length;
    if (missing > 0 && !(await confirm({ title: `还有 ${missing} 张照片没传上`, text: '可以先提交，社区会联系您。', ok: '先提交', cancel: '再等等' }))) return;
    void send.run({
      areaId, kind, title: value.title.trim(),
      ...(value.text.trim() ? { text: value.text.trim() } : {}), ...(value.place.trim() ? { place: value.place.trim() } : {}),
      ...(value.forOther ? { onBehalfOf: value.onBehalfOf.trim(), ...(value.phone.trim() ? { phone: value.phone.trim() } : {}) } : {}),
      ...(photos.ids.length > 0 ? { photoIds: photos.ids } : {}),
    });
  };
  const missing = kind === null ? '先选一类' : value.title.trim().length < NEED_LIMITS.title.min ? '写一句话' : areaId === null ? '选一下社区' : value.forOther && !value.onBehalfOf.trim() ? '写上替谁办' : null;
  const picker = (
    <Field label='照片' group hint={snap ? '拍下来，社区一看就明白' : undefined}>
      <PhotoPicker photos={photos.photos} max={NEED_LIMITS.photos} onAdd={(room) => void photos.add(room)} onRetry={(key) => void photos.retry(key)} onRemove={photos.remove} />
    </Field>
  );
  return (
    <Page title={snap ? '随手拍' : '我要求助'} footer={<Button icon='send' busy={send.busy} disabled={missing !== null} onPress={() => void submit()}>{missing ?? '告诉社区'}</Button>}>
      {draft.restored && value.title ? <Banner tone='info' action={<Button kind='text' size='small' onPress={startOver}>重新写</Button>}>接着上次没写完的。</Banner> : null}
      {snap ? <Card>{picker}</Card> : null}
      <Card><Stack gap={4}>
        <Field label='哪一类' group required error={send.fields['kind']}><Chips wrap label='哪一类' options={KINDS} value={kind ? [kind] : []} onChange={(keys) => set({ kind: pickOne(kind, keys) })} /></Field>
        <Field label='什么事' required error={send.fields['title']}><TextInput value={value.title} onChange={(title) => set({ title })} maxLength={NEED_LIMITS.title.max} placeholder={kind ? EXAMPLES[kind] : '一句话说清楚就行'} /></Field>
        <Field label='在哪儿' error={send.fields['place']}><TextInput value={value.place} onChange={(place) => set({ place })} maxLength={NEED_LIMITS.place.max} placeholder='例如：3 号楼 2 单元' /></Field>
        {snap ? null : picker}
      </Stack></Card>
      <Card><Stack gap={4}>
        <Field label='替谁提' group required><Segmented label='替谁提' options={WHO} value={value.forOther ? 'OTHER' : 'SELF'} onChange={(who) => set({ forOther: who === 'OTHER' })} /></Field>
        {value.forOther ? (
          <>
            <Field label='他的称呼' required error={send.fields['onBehalfOf']}><TextInput value={value.onBehalfOf} onChange={(onBehalfOf) => set({ onBehalfOf })} maxLength={NEED_LIMITS.onBehalfOf.max} placeholder='例如：我母亲、楼下王大爷' /></Field>
            <Field label='他的电话' hint='不填就联系您' error={send.fields['phone']}><TextInput kind='phone' value={value.phone} onChange={(phone) => set({ phone })} maxLength={13} placeholder='手机或座机' /></Field>
          </>
        ) : <Text size='sm' tone='soft'>社区会打 {me.phone || '您登记的电话'} 联系您。</Text>}
        <Field label='还想补充' error={send.fields['text']}><TextArea value={value.text} onChange={(text) => set({ text })} maxLength={NEED_LIMITS.text.max} rows={2} placeholder='什么时间方便、有什么要注意的' /></Field>
      </Stack></Card>
      {me.community ? <Text size='sm' tone='soft'>会送到{me.community.name}，{NEED_ANSWER_WORKDAYS} 个工作日内答复您。</Text> : <Card><Text strong block>送到哪个社区</Text><AreaPicker value={area} onChange={setArea} errors={send.fields} compound={false} /></Card>}
      <AskedTwice page={snap ? '随手拍' : '我要求助'} />
    </Page>
  );
}

export default signedIn('我要求助', NeedNew);
