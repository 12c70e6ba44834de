import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Variables } from '../../base/variables.ts';
import { filesBelow } from '../../files/files-below.ts';
import { lookAt } from '../../files/look-at.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { environmentsOf } from '../../mission/model/steps.ts';
import { keptFolder } from '../../process/artifacts/artifacts.ts';
import { callerEnvironment } from '../../process/contract/task-environment.ts';
import { logFile } from '../../process/contract/task-files.ts';
import type { Event } from '../../schedule/events/event.ts';
import { redactFiles, redactWritten } from '../../secrets/redact-files.ts';
import { createSecrets, type Secrets } from '../../secrets/secrets.ts';

export interface KilledRun {
  readonly mission: Mission;
  /** The events of its journal. */
  readonly events: readonly Event[];
  readonly dir: string;
  /** The environment in which the values of its secrets are looked up now. */
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Where `environment` comes from: `same` is the one that the run was started in, `another` that of a user of
   * `mission report`, `later` one in which the run is resumed, where a secret may have another value.
   */
  readonly caller: 'same' | 'another' | 'later';
  /** Called with a sentence for each file that had to be removed. */
  readonly problem: (message: string) => void;
}

export interface EarlierSecrets {
  /** Those whose values are known. */
  readonly secrets: Secrets;
  /** True if the run may have had other values, which cannot be found in what it wrote. */
  readonly isUnknown: boolean;
}

/** The secrets of a run that another process has started, as far as its journal and an environment give them. */
export function earlierSecrets(mission: Mission, from: Pick<KilledRun, 'environment' | 'caller'>): EarlierSecrets {
  const secrets = createSecrets(process.platform === 'win32');
  const variables = callerEnvironment(from.environment);
  const owners = [...mission.tasks, ...mission.services].filter(({ secrets: names }) => names.length > 0);
  for (const { secrets: names } of owners) secrets.learn(names, variables);
  const another = from.caller === 'same' ? undefined : variables;
  const isUnknown = owners.some(
    (owner) =>
      from.caller === 'later' ||
      environmentsOf(owner).some((env) =>
        mayDiffer(owner.secrets, env, owner.envFiles === undefined ? another : variables),
      ),
  );
  return { secrets, isUnknown };
}

/**
 * Redacts what a run had no time to redact before it was killed. If a secret had its value from the mission file or from
 * an environment that is gone, the value is not known any more: then logs that may contain it are removed.
 */
export async function redactKilledRun(killed: KilledRun): Promise<Secrets> {
  const { mission, events, dir, problem } = killed;
  const { secrets, isUnknown } = earlierSecrets(mission, killed);
  const open = unredacted(events);
  if (isUnknown) {
    for (const id of open) removeLog(logFile(dir, id), id, problem);
    for (const folder of keptFolders(dir, open)) rmSync(folder, { recursive: true, force: true });
    // Outputs, context and report of attempts: only those of unfinished ones would still be read.
    rmSync(join(dir, 'io'), { recursive: true, force: true });
  }
  await redactWritten(dir, secrets.redactor(), problem);
  // A file is copied first and redacted then.
  const copies = keptFolders(dir, open).flatMap((folder) => filesBelow(folder, () => {}));
  await redactFiles(copies, secrets.redactor(), problem);
  return secrets;
}

/** Where files of these tasks were copied to. None if a task has replaced the folder above them by a link: they would be files of another folder. */
function keptFolders(dir: string, ids: Iterable<string>): readonly string[] {
  return Array.from(ids, (id) => keptFolder(dir, id)).filter(
    (folder) => lookAt(dirname(folder))?.isDirectory() === true,
  );
}

/** True if the journal has the variable without its value, or if the value came from another environment or from an env file. */
function mayDiffer(names: readonly string[], env: Variables, another: Variables | undefined): boolean {
  return names.some((name) => Object.hasOwn(env, name) || (another !== undefined && !Object.hasOwn(another, name)));
}

/**
 * Ids of tasks and services that were about to start, or had started, and have no recorded end: their logs were not
 * redacted. A process may have started, and printed, before the journal recorded its start.
 */
function unredacted(events: readonly Event[]): ReadonlySet<string> {
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
      case 'mission-started':
      case 'resumed':
      case 'sampled':
      case 'woke':
      case 'step-started':
      case 'interrupted':
      // Its process was found gone, or was stopped, by a runner that died before its log was redacted.
      case 'lost':
      case 'service-started':
      case 'service-ready':
      // A service that failed to become ready still runs; one that could not be started has no log.
      case 'service-failed':
      case 'degraded':
      case 'triggered':
      case 'checked':
      case 'deferred':
      case 'stopping':
      case 'killing':
      case 'retrying':
      case 'requeued':
      case 'paused':
      case 'continued':
      case 'evicted':
      case 'step-skipped':
      case 'step-timed-out':
      case 'finishing':
      case 'cleaning':
      case 'cleaned':
      case 'ended':
      case 'service-stopping':
      case 'service-killing':
      case 'mission-ended':
        break;
      default:
        event satisfies never;
    }
  }
  return running;
}

function removeLog(log: string, id: string, problem: (message: string) => void): void {
  if (!existsSync(log)) return;
  rmSync(log, { force: true });
  problem(`the log of ${id} was removed: it may hold secrets whose values are not known any more`);
}
