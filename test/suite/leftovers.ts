import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createLinuxProcesses } from '../../src/process/trees/linux-processes.ts';
import type { ProcessRow } from '../../src/process/trees/process-system.ts';
import { testVariable } from './suite-mark.ts';

/** A process that carries the mark of a test run and should have ended. */
export interface Leftover {
  readonly pid: number;
  readonly command: string;
  /** Its working directory. */
  readonly folder: string;
  /** Name of the test that started it; `a hook or fixture` if it was started outside of a test. */
  readonly test: string;
}

/** A variable that every process of one test run inherits. */
export interface Mark {
  readonly name: string;
  readonly value: string;
}

const processes = createLinuxProcesses();

/**
 * Waits until no process carries the mark, for `grace` milliseconds at most. Kills and returns what is left then.
 * The direct children of this process are left out: these are the workers of the test runner, which it ends itself. What
 * a test starts is a child of a worker, or has been adopted by process 1.
 */
export async function endLeftovers(mark: Mark, grace: number): Promise<readonly Leftover[]> {
  for (let waited = 0; waited < grace && marked(mark).length > 0; waited += 50) await delay(50);
  const left = marked(mark);
  // Described before the first is killed, because a pipeline falls apart when one part of it ends.
  const described = left.map(({ pid }) => ({
    pid,
    command: processes.commandOf(pid),
    folder: folderOf(pid),
    test: testOf(pid),
  }));
  for (const row of left) processes.signalOne(row, 'SIGKILL');
  return described;
}

/** The message for a run that has left processes. */
export function leftoversText(leftovers: readonly Leftover[]): string {
  const lines = leftovers.flatMap(({ pid, command, folder, test }) => [
    `  ${pid} in ${folder}: ${command}`,
    `    started by: ${test}`,
  ]);
  return [
    `expected that every process of a test ends with it, found ${leftovers.length} (killed now):`,
    ...lines,
    'Stop the process in that test, or wait for its end.',
  ].join('\n');
}

function marked({ name, value }: Mark): readonly ProcessRow[] {
  return processes
    .list()
    .filter(({ pid, parent }) => pid !== process.pid && parent !== process.pid)
    .filter(({ pid }) => environmentOf(pid).includes(`${name}=${value}`));
}

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    // It has ended, or belongs to another user.
    return [];
  }
}

function testOf(pid: number): string {
  const entry = environmentOf(pid).find((variable) => variable.startsWith(`${testVariable}=`));
  return entry?.slice(testVariable.length + 1) || 'a hook or fixture';
}

function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return 'an unknown folder';
  }
}
