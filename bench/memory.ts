/**
 * Runs a mission of tasks that together need far more memory than their control group has. Each task requests the memory
 * that it uses. Counts the tasks that the kernel killed. Needs Linux and permission to make control groups, and prints a
 * message if that is missing. Exit codes: 0 nothing was killed or measured, 1 something was killed, 2 wrong usage.
 *
 *   node bench/memory.ts [--tasks 12] [--each 1500] [--on 6144]     (megabytes)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Container, makeContainer } from '../test/e2e/stress/container.ts';
import { eatersMission, MEGABYTE } from '../test/e2e/stress/eaters.ts';

const { values } = parseArgs({
  options: { tasks: { type: 'string' }, each: { type: 'string' }, on: { type: 'string' } },
});
const [count, megabytes, on] = [Number(values.tasks ?? 12), Number(values.each ?? 1500), Number(values.on ?? 6144)];
const folder = mkdtempSync(join(tmpdir(), 'mission-memory-'));

try {
  if (![count, megabytes, on].every((value) => Number.isInteger(value) && value > 0)) {
    console.error('expected positive integers after --tasks, --each and --on');
    process.exitCode = 2;
  } else {
    await measure();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const container = containerHere();
  if (container === undefined) return;
  writeFileSync(join(folder, 'm.yml'), eatersMission({ count, megabytes, seconds: 3, declared: true }));
  const begun = performance.now();
  const argv = [resolve('dist/cli.js'), 'run', 'm.yml', '--log', 'none'];
  const { status } = spawnSync(container.node, argv, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const seconds = Math.round((performance.now() - begun) / 1000);
  const kills = container.kills();
  await container.remove();
  console.log(
    `${count} tasks of ${megabytes} MB on ${on} MB: ${kills === 0 ? 'none was' : `${kills} were`} killed in ${seconds} s, exit code ${status}.`,
  );
  if (kills > 0 || status !== 0) process.exitCode = 1;
}

function containerHere(): Container | undefined {
  if (freemem() < on * MEGABYTE) {
    console.log(`Not measured: expected ${on} MB of free memory, found less.`);
    return undefined;
  }
  try {
    return makeContainer(`mission-runner-memory-${process.pid}`, { memory: on * MEGABYTE }, folder);
  } catch (error) {
    console.log(`Not measured: cannot make a control group: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
