import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

/** Uses one CPU second in one thread. */
const BURN = `while (process.cpuUsage().user < 1e6) Math.sqrt(Math.random());
`;

interface Entry {
  readonly id: string;
  readonly started: number;
  readonly ended: number;
  readonly load: { readonly cpuSeconds: number; readonly alone?: Alone };
}

interface Alone {
  readonly duration: number;
  readonly cpus: number;
  readonly idle: number;
  readonly waited: number;
}

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('burn.mjs', BURN);
});
afterEach(() => folder.remove());

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Twice as many busy tasks as CPUs: whatever else runs, they get half a CPU each on average, or less. */
describe.skipIf(!existsSync('/proc/self/schedstat'))('tasks that share the CPUs', () => {
  it('F271 are shown with what they would take and use alone', async () => {
    const count = 2 * availableParallelism();
    const burners = Array.from({ length: count }, (_, index) => `  burn-${index}: { run: node burn.mjs }\n`).join('');
    const rules = `admission: { workers: { caution: ${count + 1}, limit: ${count + 1} } }\n`;
    const mission = `name: Alone\n${rules}tasks:\n${burners}  asleep: { run: sleep 1.5 }\n`;
    expect((await runMission(folder, mission)).exitCode).toBe(0);
    const { tasks }: { tasks: readonly Entry[] } = JSON.parse(folder.read('.mission/mission.json'));
    const busy = tasks.filter(({ id }) => id !== 'asleep');
    const alone = busy.flatMap(({ load }) => load.alone ?? []);
    expect(alone).toHaveLength(count);
    const ran = mean(busy.map(({ started, ended }) => ended - started));
    const got = mean(busy.map(({ started, ended, load }) => (1000 * load.cpuSeconds) / (ended - started)));
    expect(mean(alone.map(({ duration }) => duration))).toBeLessThan(0.85 * ran);
    expect(mean(alone.map(({ cpus }) => cpus))).toBeGreaterThan(1.2 * got);
    for (const { cpus } of alone) expect(cpus).toBeLessThan(1.5);
    const asleep = tasks.find(({ id }) => id === 'asleep')?.load.alone;
    expect(asleep?.cpus).toBeLessThan(0.3);
    expect(asleep?.idle).toBeGreaterThan(0.5);
    expect(folder.read('.mission/tasks/asleep.md')).toContain('Alone on the machine (an estimate): ran ');
  });
});
