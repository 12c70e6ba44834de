import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe('F320: pools with real processes', () => {
  it('never lets more tasks run than a pool has places, and reports the wait with the pool and its holders', async () => {
    const use = (places: number) =>
      `for i in $(seq ${places}); do echo + >> log; done; sleep 0.1; for i in $(seq ${places}); do echo - >> log; done`;
    const run = await runMission(
      folder,
      `name: Pools
admission: { pools: { browsers: 2 }, workers: { caution: 8, limit: 8 } }
tasks:
  a: { pools: browsers, run: "${use(1)}" }
  b: { pools: [browsers], run: "${use(1)}" }
  c: { pools: { browsers: 1 }, run: "${use(1)}" }
  wide: { pools: { browsers: 2 }, run: "${use(2)}" }
  free: { run: "true" }
`,
    );
    expect(run.exitCode).toBe(0);
    let users = 0;
    let most = 0;
    for (const line of folder.read('log').trim().split('\n')) {
      users += line === '+' ? 1 : -1;
      most = Math.max(most, users);
    }
    expect(most).toBe(2);
    expect(users).toBe(0);
    const waits = run.events.filter((event) => event.type === 'deferred' && event.reason === 'pool');
    expect(waits[0]).toMatchObject({ detail: 'pool browsers: 2 of 2 in use by a and b, this task needs 1' });
    const waited = JSON.parse(folder.read('.mission/mission.json')).tasks[3].waited;
    expect(waited.pool).toBeGreaterThan(0);
    expect(folder.read('.mission/final-report.md')).toMatch(/`c`.*\| pool \d/);
    expect(folder.read('.mission/master-report.md')).toContain('2 of 2 in use by a and b');
    expect(run.stdout).toContain('for pool: pool browsers: 2 of 2 in use by a and b');
  });

  it('plans with the same pools', async () => {
    folder.write(
      'm.yml',
      'name: Plan\nadmission: { pools: { gpu: 1 } }\ndefaults: { tasks: { load: 1 } }\ntasks:\n  a: { pools: gpu, expect: 10s, run: "true" }\n  b: { pools: gpu, expect: 10s, run: "true" }\n',
    );
    const plan = await folder.mission('plan', 'm.yml', '--json');
    expect(plan.exitCode).toBe(0);
    expect(JSON.parse(plan.stdout)).toMatchObject({ dynamic: 20_000, saved: 0 });
  });
});
