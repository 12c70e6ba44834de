import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { meterThisMachine } from '../../src/machine/this-machine.ts';
import type { UsageMeter } from '../../src/machine/trees/usage-meter.ts';
import type { StepOutcome } from '../../src/ports/ports.ts';
import { idInMark } from '../../src/process/launch/child-usage.ts';
import type { Spawners } from '../../src/process/spawners/spawners.ts';
import type { TreeUsage, Usage } from '../../src/schedule/events/reading.ts';
import { type Bench, bench, task, until } from './step-harness.ts';

const MB = 2 ** 20;
const run = `measured-${process.pid}`;

/** A command that uses this many CPU seconds, by its own clock of CPU time. */
const burn = (seconds: number) =>
  `node -e 'for (let used = process.cpuUsage(); used.user + used.system < ${seconds * 1e6};) used = process.cpuUsage()'`;

function usageOf(outcome: StepOutcome): TreeUsage {
  if (outcome.type !== 'exited' || outcome.usage === undefined)
    throw new Error(`not measured: ${JSON.stringify(outcome)}`);
  expect(outcome.exitCode).toBe(0);
  return outcome.usage;
}

/** Half to twice as much, because it includes the start of Node.js. */
function expectAbout(seconds: number, used: number): void {
  expect(used).toBeGreaterThan(seconds / 2);
  expect(used).toBeLessThan(seconds * 2);
}

describe.skipIf(process.platform !== 'linux')('what real processes use (Linux only: needs /proc)', () => {
  let meter: UsageMeter;
  let step: Bench['step'];
  beforeEach(() => {
    meter = meterThisMachine(idInMark(run), () => performance.now(), 2);
    ({ step } = bench({ meter, run }));
  });

  it('counts a grandchild that started and ended between two samples', async () => {
    const { cpuSeconds } = usageOf(await step(task(`bash -c "${burn(1)}; true"; true`)));
    expectAbout(1, cpuSeconds);
  });

  it('F443 counts what a spawner process has started and waited for', async () => {
    const made: Spawners[] = [];
    const pids = () => made.flatMap((spawners) => spawners.pids());
    meter = meterThisMachine(idInMark(run), () => performance.now(), 2, pids);
    const helped = bench({ meter, run, spawners: 1, withSpawners: (spawners) => made.push(spawners) });
    await made[0]?.ready;
    const { cpuSeconds } = usageOf(await helped.step(task(`bash -c "${burn(1)}; true"; true`)));
    expectAbout(1, cpuSeconds);
    expect(pids()).toHaveLength(1);
    await helped.processes.sweep();
    // When the spawner is waited for, its time becomes ours: not while the meter of the next test runs.
    await until(() => !pids().some((pid) => existsSync(`/proc/${pid}`)));
  });

  it('divides the usage of three processes that exit together', async () => {
    // However long the work takes on a busy machine, all three have done it before the first may end.
    const ids = ['a', 'b', 'c'];
    const script = (id: string) => `${burn(0.7)}; touch done-${id}; while [ ! -e go ]; do sleep 0.05; done`;
    const each = ids.map((id) => step(task(script(id), { id })));
    const all = ids.map((id) => `-e done-${id}`).join(' -a ');
    const go = step(task(`until [ ${all} ]; do sleep 0.1; done; touch go`, { id: 'go' }));
    for (const outcome of await Promise.all(each)) expectAbout(0.7, usageOf(outcome).cpuSeconds);
    expect(usageOf(await go).cpuSeconds).toBeLessThan(0.35);
  });

  it('sees 200 MB that are allocated and freed between two samples', async () => {
    const allocate = `node -e 'let held = Buffer.alloc(200e6, 1); held = undefined; gc(); setTimeout(() => {}, 1500)'`;
    const looks = setInterval(() => meter.measure(), 1000);
    onTestFinished(() => clearInterval(looks));
    const { peakMemory = 0 } = usageOf(await step(task(allocate.replace('node', 'node --expose-gc'))));
    expect(peakMemory).toBeGreaterThan(200e6);
    expect(peakMemory).toBeLessThan(500e6);
  });

  it('measures the memory of a task that is shorter than a window', async () => {
    // In the shell itself, which needs no time to start: the last look at a task of this length comes after 250 ms.
    const hold = 'held=x; for i in {1..25}; do held=$held$held; done; sleep 0.9';
    const { peakMemory = 0 } = usageOf(await step(task(hold)));
    expect(peakMemory).toBeGreaterThan(20 * MB);
    expect(peakMemory).toBeLessThan(400 * MB);
  });

  it('counts processes that left their session, waited for or not', async () => {
    expectAbout(0.5, usageOf(await step(task(`setsid --wait ${burn(0.5)}`))).cpuSeconds);
    // A daemon: its parents end at once, so that only the mark in its environment shows its task.
    const daemon = `(setsid ${burn(0.5)} &) ; while [ ! -e stop ]; do sleep 0.05; done`;
    const outcome = step(task(daemon, { id: 'daemon' }));
    let seen: Usage | undefined;
    while ((seen?.cpuSeconds ?? 0) < 0.4) {
      await delay(50);
      seen = meter.measure()?.usage?.daemon ?? seen;
    }
    await step(task('touch stop', { id: 'stop' }));
    expectAbout(0.5, usageOf(await outcome).cpuSeconds);
  });

  it('costs less than 1 % of a core with 50 running tasks', async () => {
    const { step: start, processes } = bench({ meter, run });
    const ids = Array.from({ length: 50 }, (_, index) => `task-${index}`);
    const ends = ids.map((id) => start(task('sleep 1000; true', { id })));
    while (Object.keys(meter.measure()?.usage ?? {}).length < 50) await delay(20);
    const before = process.cpuUsage();
    const passes = 50;
    for (let pass = 0; pass < passes; pass += 1) meter.measure();
    const { user, system } = process.cpuUsage(before);
    for (const id of ids) processes.kill(id);
    await Promise.all(ends);
    // CPU time, not elapsed time. Measured: 2 to 4 ms for each pass, on a busy machine.
    expect((user + system) / 1000 / passes).toBeLessThan(10);
  });
});
