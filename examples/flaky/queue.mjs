import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A message queue with one copy. Commands: `PUT TEXT`, `LIST queue`, `LIST copy`, `COMPACT`. Each answer is one line. */

/** Number of messages after which a connection is closed. */
const MOST_PER_CONNECTION = 100;
/** Number of messages that the copy takes over at a time. */
const REPAIR_BATCH = 100;

const queue = [];
const copy = [];
const built = new EventEmitter();
let index;

const server = createServer((socket) => {
  let sent = 0;
  const say = (line) => socket.write(`${line}\n`);
  const lines = createInterface({ input: socket });
  // The client may have disconnected before the answer. Both report it as an error.
  for (const source of [socket, lines]) source.on('error', () => socket.destroy());
  lines.on('line', (line) => {
    const [command, ...words] = line.split(' ');
    const text = words.join(' ');
    if (command === 'PUT') {
      queue.push(text);
      sent += 1;
      // The weakness: the message is kept but not acknowledged, so the client sends it again.
      if (sent === MOST_PER_CONNECTION) socket.destroy();
      else say('OK');
    } else if (command === 'LIST' && text === 'queue') say(JSON.stringify(queue));
    else if (command === 'LIST' && text === 'copy') {
      say(JSON.stringify(copy));
      // Read repair: each read of the copy makes it take over the next messages that it misses.
      copy.push(...queue.slice(copy.length, copy.length + REPAIR_BATCH));
    } else if (command === 'COMPACT') compact(say);
    else say(`ERROR expected PUT, LIST or COMPACT, found ${command}`);
  });
});

/** The weakness: for the first request, the event is emitted before its listener is attached, so it is never answered. */
function compact(say) {
  if (index !== undefined) {
    say(`OK ${index.size}`);
    return;
  }
  index = new Set(queue);
  built.emit('built');
  built.once('built', () => say(`OK ${index.size}`));
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  writeFileSync(join(process.env.MISSION_DIR, 'queue-port'), String(port));
  console.log(`ready on port ${port}`);
});
