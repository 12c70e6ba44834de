import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../../base/variables.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { callerEnvironment } from '../../process/contract/task-environment.ts';
import { logFile } from '../../process/contract/task-files.ts';
import type { Event } from '../../schedule/events/event.ts';
import { maskLogs } from '../../secrets/mask-files.ts';
import { createSecrets, type Secrets } from '../../secrets/secrets.ts';

/**
 * Where `environment` comes from: the one that the run was started in, that of whoever asks for its reports now, or one in
 * which the run goes on: then a secret may have another value by now.
 */
export type Caller = 'same' | 'another' | 'later';

/**
 * After a run was killed: masks what can still be masked in its logs. Where a secret had its value from the mission, or
 * from a caller who is not there any more, that is not known any more: then logs that nobody has looked through yet are
 * removed.
 */
export async function hideSecrets(
  mission: Mission,
  events: readonly Event[],
  dir: string,
  environment: NodeJS.ProcessEnv,
  from: Caller,
  problem: (message: string) => void,
): Promise<Secrets> {
  const secrets = createSecrets(process.platform === 'win32');
  const caller = callerEnvironment(environment);
  const owners = [...mission.tasks, ...mission.services].filter(({ secrets: names }) => names.length > 0);
  for (const { secrets: names } of owners) secrets.learn(names, caller);
  const another = from === 'same' ? undefined : caller;
  const forgotten = owners.some(({ secrets: names, env }) => from === 'later' || hasForgotten(names, env, another));
  if (forgotten) {
    for (const id of unmasked(events)) remove(logFile(dir, id), id, problem);
    // Outputs and sections for the report, of which only those of unfinished attempts would still be read.
    rmSync(join(dir, 'io'), { recursive: true, force: true });
  }
  await maskLogs(dir, secrets.redactor(), problem);
  return secrets;
}

/** The journal holds the variable without its value, or another caller may have had it. */
function hasForgotten(names: readonly string[], env: Variables, another: Variables | undefined): boolean {
  return names.some((name) => Object.hasOwn(env, name) || (another !== undefined && !Object.hasOwn(another, name)));
}

/**
 * Whose processes were to be started and were not seen to end: their logs were not masked. One may have been started, and
 * have printed, before that came to the journal.
 */
function unmasked(events: readonly Event[]): ReadonlySet<string> {
  const running = new Set<string>();
  for (const event of events) {
    switch (event.type) {
      case 'admitted':
      case 'step-advanced':
      case 'service-starting':
        running.add(event.id);
        break;
      case 'step-exited':
      case 'spawn-failed':
      case 'service-exited':
        running.delete(event.id);
        break;
      default:
        break;
    }
  }
  return running;
}

function remove(log: string, id: string, problem: (message: string) => void): void {
  if (!existsSync(log)) return;
  rmSync(log, { force: true });
  problem(`the log of ${id} was removed: it may hold secrets that are not known any more`);
}
