import { logFile } from '../../process/contract/task-files.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { type FollowedLog, followLog } from './follow-log.ts';
import { MOST_WAITING, type OutputListener, type OutputSink, PRINTED } from './output-listener.ts';
import { createTerminalText } from './terminal-text.ts';

/** Milliseconds between two looks at the logs. */
const PERIOD = 200;

/** Shows what tasks write line by line as it comes, each line with its task's id before it. */
export function followLogs(dir: string, secrets: Secrets, sink: OutputSink): OutputListener {
  const followed = new Map<string, FollowedLog>();
  const timer = setInterval(() => {
    for (const [id, log] of [...followed]) {
      // Who reads slowly, such as a pager, sees the logs later; they do not pile up in memory.
      if (sink.isBehind()) return;
      log.look();
      // Those that had to wait come first the next time.
      followed.delete(id);
      followed.set(id, log);
    }
  }, PERIOD);
  timer.unref();
  return {
    before: (event) => {
      if (event.type === 'admitted' && !followed.has(event.id)) {
        const { id } = event;
        const terminal = createTerminalText();
        followed.set(
          id,
          followLog(logFile(dir, id), secrets, (lines) => sink.show(`${id} │ `, lines.map(terminal.line))),
        );
      }
      if (event.type !== 'ended') return;
      followed.get(event.id)?.end(sink.isBehind(MOST_WAITING) ? 0 : PRINTED);
      followed.delete(event.id);
    },
    stop: () => clearInterval(timer),
  };
}
