import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A connection to the queue that the mission started. */
export function connect() {
  const port = Number(readFileSync(join(process.env.MISSION_DIR, 'queue-port'), 'utf8'));
  const socket = createConnection(port, '127.0.0.1');
  // If the connection ends in any way, `ask` returns undefined.
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  return {
    /** Sends a line and returns the answer. Undefined if the connection ends without one. */
    async ask(line) {
      socket.write(`${line}\n`);
      const { value } = await lines.next().catch(() => ({ value: undefined }));
      return value;
    },
    close: () => socket.destroy(),
  };
}

/** All messages of `queue` or `copy`. */
export async function list(name) {
  const connection = connect();
  const answer = await connection.ask(`LIST ${name}`);
  connection.close();
  return JSON.parse(answer);
}

export function numbered(count) {
  return Array.from({ length: count }, (_, index) => `message ${index + 1}`);
}
