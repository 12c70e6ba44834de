import { logFile } from '../../process/contract/task-files.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { type FollowedLog, type FollowedOutput, followLog } from './follow-log.ts';
import { MOST_WAITING, type OutputListener, type OutputSink, PRINTED } from './output-listener.ts';
import { createTerminalText, terminalLine } from './terminal-text.ts';

/** Milliseconds between two looks at the logs. */
const PERIOD = 200;

/** Shows the output of tasks line by line as it arrives, each line with the id of its task before it. */
export function followLogs(dir: string, secrets: Secrets, sink: OutputSink): OutputListener {
  const followed = new Map<string, FollowedLog>();
  const timer = setInterval(() => {
    for (const [id, log] of [...followed]) {
      // If the reader is slow, such as a pager, the logs wait in their files and not in memory.
      if (sink.isBehind()) return;
      log.look();
      // Moved to the end, so that the logs that had to wait come first the next time.
      followed.delete(id);
      followed.set(id, log);
    }
  }, PERIOD);
  timer.unref();
  return {
    before: (event) => {
      if (event.type === 'admitted' && !followed.has(event.id)) {
        const { id } = event;
        followed.set(id, followLog(logFile(dir, id), secrets, prefixedOutput(`${id} │ `, sink)));
      }
      if (event.type !== 'ended') return;
      followed.get(event.id)?.end(sink.isBehind(MOST_WAITING) ? 0 : PRINTED);
      followed.delete(event.id);
    },
    stop: () => clearInterval(timer),
  };
}

function prefixedOutput(prefix: string, sink: OutputSink): FollowedOutput {
  let terminal = createTerminalText();
  return {
    lines: (lines) => sink.show(prefix, lines.map(terminal.line)),
    note: (text) => {
      // The style after the gap is unknown, because the part that is not shown may have ended it.
      terminal = createTerminalText();
      sink.show(prefix, [terminalLine(`[mission: ${text}]`)]);
    },
  };
}
