import { Injectable } from '@nestjs/common';
import type { HealthView } from '@xianfeng/shared';
import { Tx } from '../../../db/tx.js';
import { WechatClient } from '../wechat.client.js';
import { queues } from './health.store.js';

@Injectable()
export class HealthService {
  constructor(private readonly tx: Tx, private readonly wechat: WechatClient) {}
  /** Of this process, as far as it is about calls: each has breakers and a token of its own. */
  async details(): Promise<HealthView> {
    return { wechat: this.wechat.calls?.health() ?? null, ...(await queues(this.tx.read)) };
  }
}
