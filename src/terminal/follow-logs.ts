import { closeSync, openSync, readSync } from 'node:fs';
import { logPath, type OutputListener } from './output-listener.ts';
import { print } from './print.ts';

/** Milliseconds between two looks at the logs. */
const PERIOD = 200;
const CHUNK = 64 * 1024;

interface Followed {
  position: number;
  /** The beginning of a line whose end has not come yet. */
  rest: Buffer;
}

/** Prints what tasks write line by line as it comes, each line with its task's id before it. */
export function followLogs(dir: string): OutputListener {
  const followed = new Map<string, Followed>();
  const buffer = Buffer.alloc(CHUNK);
  const look = (id: string, log: Followed, last: boolean): void => {
    let file: number;
    try {
      file = openSync(logPath(dir, id), 'r');
    } catch {
      return;
    }
    try {
      for (;;) {
        const length = readSync(file, buffer, 0, CHUNK, log.position);
        if (length === 0) break;
        log.position += length;
        printLines(id, log, buffer.subarray(0, length));
      }
      if (last && log.rest.length > 0) printLines(id, log, Buffer.from('\n'));
    } finally {
      closeSync(file);
    }
  };
  const timer = setInterval(() => {
    for (const [id, log] of followed) look(id, log, false);
  }, PERIOD);
  timer.unref();
  return {
    before: (event) => {
      if (event.type === 'admitted' && !followed.has(event.id)) {
        followed.set(event.id, { position: 0, rest: Buffer.alloc(0) });
      }
      const log = event.type === 'ended' ? followed.get(event.id) : undefined;
      if (event.type !== 'ended' || log === undefined) return;
      look(event.id, log, true);
      followed.delete(event.id);
    },
    stop: () => clearInterval(timer),
  };
}

/** Whole lines only, so that lines of two tasks never mix; a very long one is let go in parts, or it would fill memory. */
function printLines(id: string, log: Followed, added: Buffer): void {
  const data = Buffer.concat([log.rest, added]);
  const end = data.lastIndexOf(0x0a) + 1;
  const cut = end === 0 && data.length > CHUNK ? data.length : end;
  log.rest = Buffer.from(data.subarray(cut));
  if (cut === 0) return;
  const lines = data.toString('utf8', 0, cut).replace(/\n$/, '').split('\n');
  print(`${lines.map((line) => `${id} │ ${line}`).join('\n')}\n`);
}
