import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../../../config.js';
import { isDuplicate } from '../../../db/errors.js';
import { Tx } from '../../../db/tx.js';
import { Clock } from '../../../lib/clock.js';
import { isSignature, signatureOf, unseal } from './push-crypto.rules.js';
import { keyOf, nameOf, readBody } from './push-body.rules.js';
import { insertPush } from './push.store.js';

/** A request older or newer than this is somebody's recording. */
const FRESH_MS = 5 * 60_000;
/** What a column holds on every database, in bytes. */
const MAX_STORED = 65_000;
export type PushQuery = Partial<Record<'signature' | 'msg_signature' | 'timestamp' | 'nonce' | 'echostr', unknown>>;
export interface PushAnswer { status: number; text: string }
const SUCCESS: PushAnswer = { status: 200, text: 'success' };
const no = (status: number): PushAnswer => ({ status, text: '' });

/** Takes what WeChat pushes: proves it, stores it, and answers at once. Nothing is done about it here (PushEvents). */
@Injectable()
export class PushService {
  private readonly log = new Logger('wechat');
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly tx: Tx, private readonly clock: Clock) {}
  /** WeChat asks whether the address is ours: the echo says yes. */
  greet(query: PushQuery): PushAnswer {
    const proof = this.proof(query, 'signature');
    if ('status' in proof) return proof;
    if (typeof query.echostr !== 'string' || !/^[\w-]{1,128}$/.test(query.echostr)) return no(400);
    return isSignature(signatureOf(proof.token, proof.timestamp, proof.nonce), proof.signature) ? { status: 200, text: query.echostr } : no(401);
  }
  /** A duplicate is answered as the first was, and has no second effect. Where a key is set, only what is sealed with it counts. */
  async take(query: PushQuery, text: string): Promise<PushAnswer> {
    const { wechat } = this.config, aesKey = wechat?.push?.aesKey ?? null;
    const proof = this.proof(query, aesKey === null ? 'signature' : 'msg_signature');
    if ('status' in proof) return proof;
    const outer = readBody(text);
    if (!outer) return no(400);
    const { Encrypt: encrypted } = outer;
    if (aesKey !== null && (typeof encrypted !== 'string' || encrypted === '')) return no(400);
    const parts = aesKey === null ? [] : [encrypted as string];
    if (!isSignature(signatureOf(proof.token, proof.timestamp, proof.nonce, ...parts), proof.signature)) return no(401);
    const message = aesKey === null ? text : unseal(aesKey, wechat!.appId, encrypted as string);
    if (message === null) return no(400);
    const body = readBody(message), name = body && nameOf(body);
    if (!body || name === null) return no(400);
    return this.store(proof.signature, name, keyOf(body), JSON.stringify(body));
  }
  private async store(signature: string, name: string, eventKey: string, body: string): Promise<PushAnswer> {
    if (Buffer.byteLength(body) > MAX_STORED) return no(413);
    try {
      await this.tx.run((m) => insertPush(m, { signature, eventKey, name, body }, this.clock.now()));
    } catch (e) {
      if (!isDuplicate(e)) {
        // WeChat sends it again; three times.
        this.log.error(`push ${name} was not stored`);
        return no(503);
      }
    }
    return SUCCESS;
  }
  private proof(query: PushQuery, which: 'signature' | 'msg_signature'): PushAnswer | { token: string; timestamp: string; nonce: string; signature: string } {
    const push = this.config.wechat?.push, { timestamp, nonce } = query, signature = query[which];
    if (!push) return no(404);
    if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp) || typeof nonce !== 'string' || !/^[\w-]{1,64}$/.test(nonce)) return no(400);
    if (typeof signature !== 'string' || !/^[0-9a-f]{40}$/.test(signature)) return no(400);
    if (Math.abs(this.clock.now() - Number(timestamp) * 1000) > FRESH_MS) return no(401);
    return { token: push.token, timestamp, nonce, signature };
  }
}
