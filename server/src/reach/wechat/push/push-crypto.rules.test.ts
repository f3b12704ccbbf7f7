import { createCipheriv } from 'node:crypto';
import { seal, signatureOf, isSignature, unseal } from './push-crypto.rules.js';

/** The examples of WeChat's page on message push. */
const KEY = 'A'.repeat(43), APP = 'wxba5fad812f8e6fb9', TOKEN = 'AAAAA';
const REPLY = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==';
const PUSHED = '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=';
const random = Buffer.from('707722b803182950');

test.each([
  ['the greeting', ['1714036504', '1514711492'], 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
  ['a plain push', ['1714037059', '486452656'], '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
  ['an encrypted push', ['1714112445', '415670741', PUSHED], '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3'],
  ['an encrypted reply', ['1713424427', '415670741', REPLY], '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1'],
])('the signature of %s is WeChat’s own', (_, parts, signature) => { expect(signatureOf(TOKEN, ...parts)).toBe(signature); });
test('WeChat’s own push opens, padded as Node does not expect it', () => {
  expect(JSON.parse(unseal(KEY, APP, PUSHED)!)).toMatchObject({ ToUserName: 'gh_97417a04a28d', MsgType: 'event', Event: 'debug_demo', debug_str: 'hello world' });
});
test('what is sealed is WeChat’s own reply, to the byte', () => {
  expect(seal(KEY, APP, '{"demo_resp":"good luck"}', random)).toBe(REPLY);
  expect(unseal(KEY, APP, REPLY)).toBe('{"demo_resp":"good luck"}');
});
test('every length comes back, whole blocks included', () => {
  for (let n = 0; n < 70; n++) expect(unseal(KEY, APP, seal(KEY, APP, '好'.repeat(n), random))).toBe('好'.repeat(n));
});
test('a signature of another length is none', () => { expect([isSignature('abc', 'abcd'), isSignature('abc', 'abd'), isSignature('abc', 'abc')]).toEqual([false, false, true]); });
test('every byte of the padding counts, not the last alone', () => {
  const message = '{"a":1}', size = Buffer.alloc(4), key = Buffer.from(`${KEY}=`, 'base64');
  size.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, size, Buffer.from(message + APP)]), pad = 32 - (plain.length % 32);
  const padded = (bytes: number[]): string => {
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.from(bytes)])), cipher.final()]).toString('base64');
  };
  const right = Array.from({ length: pad }, () => pad);
  expect(unseal(KEY, APP, padded(right))).toBe(message);
  expect(unseal(KEY, APP, padded(right.with(0, 0)))).toBeNull();
});
