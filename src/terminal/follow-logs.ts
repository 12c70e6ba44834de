import type { Secrets } from '../process/secrets.ts';
import { type FollowedLog, followLog } from './follow-log.ts';
import { logPath, type OutputListener, type ShowLines } from './output-listener.ts';

/** Milliseconds between two looks at the logs. */
const PERIOD = 200;

/** Shows what tasks write line by line as it comes, each line with its task's id before it. */
export function followLogs(dir: string, secrets: Secrets, show: ShowLines): OutputListener {
  const followed = new Map<string, FollowedLog>();
  const timer = setInterval(() => {
    for (const log of followed.values()) log.look();
  }, PERIOD);
  timer.unref();
  return {
    before: (event) => {
      if (event.type === 'admitted' && !followed.has(event.id)) {
        const { id } = event;
        followed.set(
          id,
          followLog(logPath(dir, id), secrets, (lines) => show(`${id} │ `, lines)),
        );
      }
      if (event.type !== 'ended') return;
      followed.get(event.id)?.end();
      followed.delete(event.id);
    },
    stop: () => clearInterval(timer),
  };
}
