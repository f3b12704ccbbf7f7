import http from 'node:http';

/** A client with kept-alive connections. */
export class Client {
  constructor(base, connections) {
    this.base = new URL(base);
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
    this.connections = connections;
  }
  /** Resolves with { status, body }. */
  send({ method = 'GET', path, token, key, body }) {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (key) headers['idempotency-key'] = key;
    if (payload) { headers['content-type'] = 'application/json'; headers['content-length'] = Buffer.byteLength(payload); }
    return new Promise((resolve, reject) => {
      const request = http.request({ host: this.base.hostname, port: this.base.port, agent: this.agent, method, path, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (c) => chunks.push(c));
        answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(chunks) }));
      });
      request.on('error', reject);
      request.end(payload);
    });
  }
  /** `n` requests over all connections; `make(i)` names the i-th. @throws when one is not answered by a 2xx. */
  async run(n, make) {
    let i = 0;
    await Promise.all(Array.from({ length: this.connections }, async () => {
      while (i < n) {
        const call = make(i++), answer = await this.send(call);
        if (answer.status >= 300) throw new Error(`${call.path} answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
      }
    }));
  }
  close() { this.agent.destroy(); }
}
