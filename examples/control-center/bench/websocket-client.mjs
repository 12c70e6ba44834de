import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';

const LIMIT = 10_000;

/**
 * Opens a WebSocket: `{ status: 101, socket }`, or the status of the refusal. Node 20 has no built-in WebSocket, and the
 * tests need features that it would not offer: custom headers, and unanswered pings (`deaf`).
 */
export function connectLive(port, path, { headers = {}, deaf = false } = {}) {
  const key = randomBytes(16).toString('base64');
  const handshake = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': 13,
    'sec-websocket-key': key,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers: { ...handshake, ...headers }, agent: false });
    outgoing.setTimeout(LIMIT, () => outgoing.destroy(new Error(`No answer to the upgrade of ${path}.`)));
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    outgoing.once('upgrade', (response, stream, head) => {
      stream.setTimeout(0);
      const due = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      if (response.headers['sec-websocket-accept'] !== due) reject(new Error('The answer to the handshake is wrong.'));
      else resolve({ status: 101, socket: new LiveSocket(stream, head, deaf) });
    });
    outgoing.end();
  });
}

/** Emits `message` (text) and `close` once; keeps all messages. */
class LiveSocket extends EventEmitter {
  messages = [];
  closed = false;
  closeCode;
  #stream;
  #received;

  constructor(stream, head, deaf) {
    super();
    this.setMaxListeners(0);
    this.#stream = stream;
    this.#received = head;
    stream.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#readFrames(deaf);
    });
    stream.on('error', () => stream.destroy());
    stream.on('end', () => stream.end());
    stream.on('close', () => {
      this.closed = true;
      this.emit('close');
    });
    queueMicrotask(() => this.#readFrames(deaf));
  }

  /** Waits for this many messages, until the time (ms) is over or the socket closes. Returns the messages received. */
  async receive(count, limit) {
    const timeUp = AbortSignal.timeout(limit);
    while (this.messages.length < count && !this.closed && !timeUp.aborted) {
      await Promise.race([once(this, 'message', { signal: timeUp }), once(this, 'close')]).catch(() => undefined);
    }
    return this.messages;
  }

  /** True if the other side closes within the time (ms). */
  async closes(limit) {
    if (!this.closed) await once(this, 'close', { signal: AbortSignal.timeout(limit) }).catch(() => undefined);
    return this.closed;
  }

  send(text) {
    this.#write(1, Buffer.from(text));
  }

  close() {
    this.#write(8, Buffer.from([0x03, 0xe8]));
    this.#stream.end();
  }

  #write(opcode, payload) {
    if (this.#stream.destroyed) return;
    const mask = randomBytes(4);
    const length = payload.length < 126 ? Buffer.from([0x80 | payload.length]) : Buffer.from([0xfe, 0, 0]);
    if (payload.length >= 126) length.writeUInt16BE(payload.length, 1);
    const masked = payload.map((byte, index) => byte ^ mask[index % 4]);
    this.#stream.write(Buffer.concat([Buffer.from([0x80 | opcode]), length, mask, masked]));
  }

  #readFrames(deaf) {
    while (this.#received.length >= 2) {
      const opcode = this.#received[0] & 0x0f;
      const short = this.#received[1] & 0x7f;
      const start = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (this.#received.length < start) return;
      const length =
        start === 2 ? short : start === 4 ? this.#received.readUInt16BE(2) : Number(this.#received.readBigUInt64BE(2));
      if (this.#received.length < start + length) return;
      const payload = this.#received.subarray(start, start + length);
      this.#received = this.#received.subarray(start + length);
      if (opcode === 9 && !deaf) this.#write(10, payload);
      else if (opcode === 8) {
        this.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
        this.#stream.end();
      } else if (opcode === 1) {
        this.messages.push(payload.toString('utf8'));
        this.emit('message', this.messages.at(-1));
      }
    }
  }
}
