import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Service, Step, Task } from '../../src/mission/model/mission.ts';
import type { Processes, ServiceOutcome, StepOutcome } from '../../src/ports/ports.ts';
import type { ChildMeter } from '../../src/process/launch/launcher.ts';
import { createProcesses, type ProcessOptions } from '../../src/process/processes.ts';
import { createProcessSystem } from '../../src/process/trees/create-process-system.ts';
import { service, TASK } from '../build-mission.ts';

export interface Bench {
  readonly processes: Processes;
  readonly dir: string;
  readonly root: string;
  readonly run: string;
  /** The pids of running tasks and services, by id. */
  readonly leaders: ReadonlyMap<string, number>;
  /** Path in the root, where scripts run by default. */
  file(name: string): string;
  read(name: string): string;
  log(id: string): Buffer;
  /** Starts a service; its outcomes are added to the list. */
  service(parts: Partial<Service>): ServiceOutcome[];
  /** Resolves when the step has settled. */
  step(task: Task, step?: number, attempt?: number, context?: string, evictions?: number): Promise<StepOutcome>;
}

/** A run folder and a mission root of its own. When the test ends, processes are stopped and files removed. */
export function bench(options: Partial<ProcessOptions> = {}): Bench {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission processes ')));
  const root = join(home, 'root');
  const dir = join(home, 'run');
  mkdirSync(root);
  const run = randomUUID();
  const services = new Set<string>();
  const leaders = new Map<string, number>();
  const meter: ChildMeter = {
    started: (leader, id) => {
      if (id !== undefined) leaders.set(id, leader);
    },
    exited: (leader, settled) => {
      for (const [id, pid] of leaders) if (pid === leader) leaders.delete(id);
      settled(undefined);
    },
  };
  const processes = createProcesses({ dir, root, run, environment: process.env, meter, ...options });
  onTestFinished(async () => {
    for (const id of leaders.keys()) processes.kill(id);
    for (const id of services) processes.killService(id);
    await processes.sweep();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    processes,
    dir,
    root,
    run,
    leaders,
    file: (name) => join(root, name),
    read: (name) => readFileSync(join(root, name), 'utf8'),
    log: (id) => readFileSync(join(dir, 'logs', `${id}.log`)),
    service: (parts) => {
      const outcomes: ServiceOutcome[] = [];
      services.add('api');
      processes.startService(service('api', parts), (outcome) => outcomes.push(outcome));
      return outcomes;
    },
    step: (task, step = 0, attempt = 1, context = '{}', evictions) =>
      new Promise((resolve) => {
        const again = evictions === undefined ? {} : { evictions };
        processes.start({ task, attempt, step, ...again, env: task.env, context }, (outcome) => {
          if (outcome.type !== 'started') resolve(outcome);
        });
      }),
  };
}

export function task(run: string | readonly Step[], more: Partial<Task> = {}): Task {
  const steps = typeof run === 'string' ? [{ run }] : run;
  return { ...TASK, id: 'work', kind: 'task', name: 'Work', steps, ...more };
}

/** Waits for something that a child does, up to the timeout of the test. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5);
}

/** Waits for a file with a whole line, and returns its content without the last line break. */
export async function untilWritten(path: string): Promise<string> {
  await until(() => existsSync(path) && readFileSync(path, 'utf8').endsWith('\n'));
  return readFileSync(path, 'utf8').trimEnd();
}

/** True while the process runs; false for a zombie. */
export function isAlive(pid: number): boolean {
  return createProcessSystem(process.platform)
    .list()
    .some((row) => row.pid === pid);
}

/** The message of a start that must fail. */
export function failure(outcome: StepOutcome): string {
  if (outcome.type !== 'spawn-failed') throw new Error(`expected spawn-failed, found ${JSON.stringify(outcome)}`);
  return outcome.message;
}
