import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ControlGroup, makeControlGroup } from '../../bench/control-group.ts';
import { type Folder, newFolder, type Started } from './command-line.ts';
import { processesOf } from './processes-of.ts';
import { readEvents, readRun } from './run-in.ts';

/**
 * Real memory in a control group of 640 MB. `holder` has 200 MB until a file appears. `grower` is younger, and grows until memory is
 * critical; with the file, it stops growing and ends. `waiter` needs no memory, but keeps the other two from being alone.
 */
const LIMIT = 640 * 2 ** 20;

const HOLD = `
const held = Buffer.alloc(200 * 2 ** 20, 1);
const { existsSync, writeFileSync } = require('node:fs');
writeFileSync('held', '');
setInterval(() => existsSync('release') && process.exit(held.length > 0 ? 0 : 1), 20);
`;

/** 4 MB every 40 ms: two seconds to fill what is left at 80 %, however late it is measured. */
const GROW = `
const held = [];
const { existsSync } = require('node:fs');
setInterval(() => {
  if (existsSync('release')) process.exit(0);
  if (held.length < 100) held.push(Buffer.alloc(4 * 2 ** 20, 1));
}, 40);
`;

function mission(patience: string): string {
  return [
    'name: Critical memory',
    `admission: { gate: tests, memory: { caution: 50, limit: 60, critical: 70 }, patience: ${patience} }`,
    'tasks:',
    '  holder: { run: node hold.cjs }',
    "  waiter: { run: 'until [ -e release ]; do sleep 0.02; done' }",
    "  held: { run: 'until [ -e held ]; do sleep 0.02; done' }",
    '  grower: { needs: held, run: node grow.cjs }',
    '',
  ].join('\n');
}

let folder: Folder;
let group: ControlGroup | undefined;
let problem = '';

beforeEach(() => {
  folder = newFolder();
  try {
    group = makeControlGroup(LIMIT);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
});
afterEach(async () => {
  await group?.remove();
  group = undefined;
  folder.remove();
});

/** Starts the command line inside the control group. */
function start(patience: string): Started {
  folder.write('hold.cjs', HOLD);
  folder.write('grow.cjs', GROW);
  folder.write('m.yml', mission(patience));
  const inside = group?.inside({ program: process.execPath, arguments: [] });
  const script = `#!/bin/sh\necho $$ > ${inside?.arguments[2]}/cgroup.procs && exec ${process.execPath} "$@"\n`;
  folder.write('node-inside', script);
  const node = join(folder.path, 'node-inside');
  chmodSync(node, 0o755);
  return folder.start(['run', 'm.yml', '--log', 'none'], { node });
}

/** The states of the processes of `grower`, such as `T` for stopped. */
function statesOfGrower(): readonly string[] {
  return processesOf('MISSION_TASK=grower\0').map((line) => {
    try {
      return /\) (\S)/.exec(readFileSync(`/proc/${line.split(' ')[0]}/stat`, 'latin1'))?.[1] ?? '';
    } catch {
      return '';
    }
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(20);
}

async function untilPaused(run: Started): Promise<void> {
  await run.printed('grower is paused: memory of ');
  // The shell of the step, and node.
  await until(() => statesOfGrower().length > 0 && statesOfGrower().every((state) => state === 'T'));
}

describe.skipIf(process.platform !== 'linux')('critical memory in a real control group', { timeout: 60_000 }, () => {
  it('F220, F221: a task that grows is paused as a whole, continues when memory is free, and ends well', async ({
    skip,
  }) => {
    if (group === undefined) return skip(problem);
    const run = start('10m');
    await untilPaused(run);
    folder.write('release', '');
    const ended = readRun(folder, await run.ended);
    expect(ended.exitCode).toBe(0);
    expect(group.killed()).toBe(0);
    expect(ended.task('grower')).toMatchObject({ status: 'succeeded', attempts: 1 });
    const entry = JSON.parse(folder.read('.mission/mission.json')).tasks.find(
      ({ id }: { id: string }) => id === 'grower',
    );
    expect(entry.pauses).toEqual([
      expect.objectContaining({ pressure: expect.objectContaining({ critical: 70, memory: expect.any(Number) }) }),
    ]);
    expect(entry.pauses[0].until).toBeGreaterThan(entry.pauses[0].at);
    expect(folder.read('.mission/final-report.md')).toContain('1 task was paused for ');
    expect(folder.read('.mission/tasks/grower.md')).toMatch(/\| Paused +\| once for .* because memory was [78]/);
  });

  it('F222, F223: a task that cannot continue is evicted, and runs again alone, without `retry`', async ({ skip }) => {
    if (group === undefined) return skip(problem);
    const run = start('10s');
    await untilPaused(run);
    await run.printed('grower was evicted');
    folder.write('release', '');
    const ended = readRun(folder, await run.ended);
    expect(ended.exitCode).toBe(0);
    expect(group.killed()).toBe(0);
    expect(ended.task('grower')).toMatchObject({ status: 'succeeded', attempts: 1 });
    const types = ended.events.flatMap((event) => ('id' in event && event.id === 'grower' ? [event.type] : []));
    expect(types.slice(types.indexOf('paused'))).toEqual([
      ...['paused', 'stopping', 'step-exited', 'evicted'],
      ...['admitted', 'step-started', 'step-exited', 'ended'],
    ]);
  });

  it('F228: an interruption ends a paused task and leaves no process', async ({ skip }) => {
    if (group === undefined) return skip(problem);
    const run = start('10m');
    await untilPaused(run);
    run.process.kill('SIGINT');
    const { exitCode } = await run.ended;
    expect(exitCode).toBe(130);
    expect(statesOfGrower()).toEqual([]);
    expect(readRun(folder, await run.ended).statuses.grower).toBe('cancelled');
  });

  it('F232: after kill -9 of the runner, a resume stops what is paused, and runs the task again', async ({ skip }) => {
    if (group === undefined) return skip(problem);
    const run = start('10m');
    await untilPaused(run);
    run.process.kill('SIGKILL');
    await run.ended;
    expect(statesOfGrower()).not.toEqual([]);
    expect(readEvents(folder).at(-1)?.type).not.toBe('mission-ended');
    folder.write('release', '');
    const resumed = readRun(folder, await folder.mission('resume', '.mission'));
    expect(resumed.exitCode).toBe(0);
    expect(resumed.statuses).toEqual({
      holder: 'succeeded',
      waiter: 'succeeded',
      held: 'succeeded',
      grower: 'succeeded',
    });
    expect(statesOfGrower()).toEqual([]);
  });
});
