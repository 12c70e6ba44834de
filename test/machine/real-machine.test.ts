import { execFileSync, spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readMachineFacts } from '../../src/machine/machine-facts.ts';
import { createSampler } from '../../src/machine/sampler.ts';
import { measureThisMachine, meterThisMachine } from '../../src/machine/this-machine.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';

const machine = import.meta.resolve('../../src/machine/sampler.ts');
const facts = import.meta.resolve('../../src/machine/machine-facts.ts');

/** Runs code as a module of its own process; returns what it prints. */
function runModule(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }).trim();
}

describe.skipIf(process.platform !== 'linux')('this machine', () => {
  test('F212 a burning task shows in its own figures and in those of the machine', async () => {
    const burner = spawn(process.execPath, ['--eval', 'for (;;) {}'], { detached: true, stdio: 'ignore' });
    try {
      const readings = await collectReadings(burner.pid ?? 0);
      const [first, last] = [readings[0], readings.at(-1)];
      const seconds = usedBy(last) - usedBy(first);
      const share = (100 * seconds) / (((last?.to ?? 0) - (first?.to ?? 0)) / 1000) / readMachineFacts().cpus;
      const measured = readings.slice(1).map(({ cpu }) => cpu ?? 0);
      // The burner must show on a busy machine too. Half of its use is a wide margin.
      expect(measured.reduce((sum, cpu) => sum + cpu, 0) / measured.length).toBeGreaterThan(share / 2);
      expect(seconds).toBeGreaterThanOrEqual(1);
      const windows = readings.slice(1).map(({ from, to, own = 0 }) => (own * (to - from)) / 1000);
      expect(windows.reduce((sum, used) => sum + used, 0)).toBeCloseTo(seconds, 1);
      // Both count in ticks of 10 ms, on each CPU: a window of half a second has a few more or less.
      for (const { own = 0, constraints } of readings.slice(1))
        expect(constraints?.[0]?.cpu?.used).toBeGreaterThan(own - 0.2);
      expect(last?.usage?.burner?.memory).toBeGreaterThan(2 ** 20);
      expect(last?.memory).toBeGreaterThan(0);
    } finally {
      burner.kill('SIGKILL');
    }
  });
  test('memory is known at any moment, not only after a window', { skip: process.platform !== 'linux' }, () => {
    const { memory } = measureThisMachine(() => performance.now());
    const { memory: before, constraints } = memory() ?? {};
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThanOrEqual(100);
    expect(constraints?.[0]).toMatchObject({ name: 'machine', memory: { capacity: expect.any(Number) } });
  });
  test('the sampler does not keep the process alive', () => {
    const code = `import { createSampler } from '${machine}';
      createSampler({ window: 60_000, clock: { now: () => performance.now() } }).start(() => {});
      console.log('end');`;
    expect(runModule(code)).toBe('end');
  });
  test('neither import nor facts nor sampler loads the library', () => {
    const loaded = `createRequire(import.meta.url).resolve; console.log(Object.keys(createRequire('${machine}').cache).some((path) => path.includes('systeminformation')));`;
    const code = `import { createRequire } from 'node:module';
      import { createSampler } from '${machine}';
      import { readMachineFacts } from '${facts}';
      readMachineFacts();
      createSampler({ window: 10, clock: { now: () => 0 } }).start(() => {});
      ${loaded}
      createRequire('${machine}')('systeminformation');
      ${loaded}`;
    expect(runModule(code).split('\n')).toEqual(['false', 'true']);
  });
});

/** Readings of half-second windows until the task has used a second of CPU since the first. */
function collectReadings(leader: number): Promise<readonly Reading[]> {
  return new Promise((resolve) => {
    const readings: Reading[] = [];
    const keepAlive = setInterval(() => undefined, 1000);
    const meter = meterThisMachine(
      () => undefined,
      () => performance.now(),
      2,
    );
    meter.started(leader, 'burner');
    const clock = { now: () => performance.now() };
    const sampler = createSampler({ window: 500, clock, measureUsage: meter.measure });
    sampler.start((reading) => {
      readings.push(reading);
      if (readings.length > 2 && usedBy(reading) - usedBy(readings[0]) >= 1) {
        sampler.stop();
        clearInterval(keepAlive);
        resolve(readings);
      }
    });
  });
}

function usedBy(reading: Reading | undefined): number {
  return reading?.usage?.burner?.cpuSeconds ?? 0;
}
