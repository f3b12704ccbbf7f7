import { ApiError } from '@xianfeng/shared';
import { api } from '../api';
import { go } from '../lib/go';
import { call } from '../platform/device';
import { SIGN_IN } from '../routes';
import { session } from '../session';
import { choose } from '../ui';

/** Rings up the community's service point nearest to the reader. Asks first: a phone must not ring by a slip of the finger. */
export async function callCommunity(): Promise<void> {
  if (!session.get().me) return go(SIGN_IN);
  const points = await api.rewards.pickupPoints();
  const point = points.find((one) => one.nearest && one.phone) ?? points.find((one) => one.phone);
  if (!point) throw new ApiError(404, { code: 'NOT_FOUND', message: '社区还没有留电话，请用“我要求助”' });
  const answer = await choose([{ key: 'call', text: `拨打 ${point.phone}` }], `${point.areaName} · ${point.name}`);
  if (answer === 'call') call(point.phone);
}
