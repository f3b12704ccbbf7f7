import net from 'node:net';

const SPLIT = Buffer.from('\r\n\r\n');
/** One kept-alive connection, spoken to by hand: the client must cost less than what it measures. */
class Connection {
  buffer = Buffer.alloc(0);
  waiting = null;
  constructor({ hostname, port }) {
    this.socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (chunk) => { this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk]); this.read(); });
    const fail = (e) => { this.waiting?.reject(e ?? new Error('the server closed the connection')); this.waiting = null; };
    this.socket.on('error', fail);
    this.socket.on('close', () => fail());
  }
  ask(request) {
    return new Promise((resolve, reject) => { this.waiting = { resolve, reject }; this.socket.write(request); });
  }
  read() {
    const end = this.buffer.indexOf(SPLIT);
    if (end < 0) return;
    const head = this.buffer.latin1Slice(0, end), length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0), total = end + 4 + length;
    if (this.buffer.length < total) return;
    const body = this.buffer.subarray(end + 4, total), { resolve } = this.waiting;
    this.buffer = this.buffer.subarray(total);
    this.waiting = null;
    resolve({ status: Number(head.slice(9, 12)), body });
  }
}
/** A client with a fixed number of connections. */
export class Client {
  constructor(base, connections) {
    this.base = new URL(base);
    this.connections = Array.from({ length: connections }, () => new Connection(this.base));
  }
  text({ method = 'GET', path, token, key, body }) {
    const payload = body === undefined ? '' : JSON.stringify(body);
    return `${method} ${path} HTTP/1.1\r\nhost: ${this.base.host}\r\n${token ? `authorization: Bearer ${token}\r\n` : ''}${key ? `idempotency-key: ${key}\r\n` : ''}${payload ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(payload)}\r\n` : ''}\r\n${payload}`;
  }
  /** Resolves with { status, body }. Uses the first connection. */
  send(call) { return this.connections[0].ask(this.text(call)); }
  /** `n` requests over all connections; `make(i)` names the i-th. @throws when one is not answered by a 2xx. */
  async run(n, make) {
    let i = 0;
    await Promise.all(this.connections.map(async (connection) => {
      while (i < n) {
        const call = make(i++), answer = await connection.ask(this.text(call));
        if (answer.status >= 300) throw new Error(`${call.path} answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
      }
    }));
  }
  close() { this.connections.forEach((c) => c.socket.destroy()); }
}
