import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';

const LARGEST_MESSAGE = 64 * 1024;
const CONTINUATION = 0;
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Answers the handshake of RFC 6455. Returns undefined and writes nothing if the handshake is invalid. */
export function acceptWebSocket(request, socket, head) {
  const { 'sec-websocket-key': key = '', 'sec-websocket-version': version, upgrade = '' } = request.headers;
  if (upgrade.toLowerCase() !== 'websocket' || version !== '13') return undefined;
  if (Buffer.from(key, 'base64').length !== 16) return undefined;
  // The constant is part of the protocol.
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.setNoDelay(true);
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  return new Connection(socket, head);
}

/** Emits `text` (a message), `pong`, and `close` once. */
class Connection extends EventEmitter {
  #socket;
  #received;
  #fragments;
  #closing = false;

  constructor(socket, head) {
    super();
    this.#socket = socket;
    this.#received = head;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#readFrames();
    });
    socket.on('end', () => socket.end());
    socket.on('close', () => this.emit('close'));
    // Frames may have arrived with the handshake. They are read only after the caller has attached its listeners.
    queueMicrotask(() => this.#readFrames());
  }

  /** Bytes that the other side has not read yet. */
  get backlog() {
    return this.#socket.writableLength;
  }

  send(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  ping() {
    this.#write(PING, Buffer.alloc(0));
  }

  close(code) {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#write(CLOSE, payload);
    this.#closing = true;
    this.#socket.end();
  }

  /** Closes without the closing handshake, for clients that no longer answer. */
  terminate() {
    this.#socket.destroy();
  }

  #write(opcode, payload) {
    if (this.#closing || this.#socket.destroyed) return;
    const length = payload.length;
    const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    header[0] = 0x80 | opcode;
    if (header.length === 2) header[1] = length;
    else if (header.length === 4) {
      header[1] = 126;
      header.writeUInt16BE(length, 2);
    } else {
      header[1] = 127;
      header.writeBigUInt64BE(BigInt(length), 2);
    }
    this.#socket.write(Buffer.concat([header, payload]));
  }

  #readFrames() {
    while (!this.#closing && this.#received.length >= 2) {
      const [first, second] = this.#received;
      const short = second & 0x7f;
      const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
      // A client masks every frame, and no extension was agreed on.
      if ((second & 0x80) === 0 || (first & 0x70) !== 0) return this.close(1002);
      if (this.#received.length < 2 + extended + 4) return undefined;
      const length =
        extended === 0
          ? short
          : extended === 2
            ? this.#received.readUInt16BE(2)
            : Number(this.#received.readBigUInt64BE(2));
      if (length > LARGEST_MESSAGE) return this.close(1009);
      const start = 2 + extended + 4;
      if (this.#received.length < start + length) return undefined;
      const mask = this.#received.subarray(start - 4, start);
      const payload = Buffer.from(this.#received.subarray(start, start + length));
      for (let index = 0; index < length; index += 1) payload[index] ^= mask[index % 4];
      this.#received = this.#received.subarray(start + length);
      this.#readFrame(first & 0x0f, (first & 0x80) !== 0, payload);
    }
    return undefined;
  }

  #readFrame(opcode, last, payload) {
    if (opcode >= CLOSE && (!last || payload.length > 125)) this.close(1002);
    else if (opcode === CLOSE) this.close(1000);
    else if (opcode === PING) this.#write(PONG, payload);
    else if (opcode === PONG) this.emit('pong');
    else if (opcode === TEXT && this.#fragments === undefined) this.#readMessage([payload], last);
    else if (opcode === CONTINUATION && this.#fragments !== undefined) {
      this.#readMessage([...this.#fragments, payload], last);
    } else this.close(opcode === 2 ? 1003 : 1002);
  }

  #readMessage(fragments, last) {
    const size = fragments.reduce((sum, fragment) => sum + fragment.length, 0);
    if (size > LARGEST_MESSAGE) {
      this.close(1009);
      return;
    }
    this.#fragments = last ? undefined : fragments;
    if (last) this.emit('text', Buffer.concat(fragments).toString('utf8'));
  }
}
