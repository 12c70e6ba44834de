import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Admitted, Event } from '../../src/schedule/events/event.ts';
import { type Folder, newFolder } from './command-line.ts';
import { type MissionRun, readRun } from './run-in.ts';
import { burnEveryCpu } from './stress/burners.ts';
import { type Container, type Limits, makeContainer } from './stress/container.ts';
import { eat, eatersMission, MEGABYTE } from './stress/eaters.ts';
import { ownLoads } from './stress/own-load.ts';

/**
 * The gate under real load: these tests keep CPUs busy and fill control groups. Other programs may use the machine at the
 * same time, so each bound must also hold on a busy machine.
 */

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const cpus = availableParallelism();
const burner = fileURLToPath(new URL('stress/burn.mjs', import.meta.url));

/** A command that uses this share of the whole machine. */
const burn = (percent: number, seconds: number): string =>
  `'${process.execPath}' '${burner}' ${(percent * cpus) / 100} ${seconds}`;

/** Another program in the container: prints a line when it has its memory, and keeps it for a minute. */
const NEIGHBOUR = 'globalThis.held = Buffer.alloc(200 * 1024 ** 2, 1); console.log("up"); setTimeout(() => {}, 60_000)';

const entries = (count: number, entry: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => `  ${entry(index + 1)}\n`).join('');

const admissions = (events: readonly Event[]): readonly Admitted[] =>
  events.flatMap((event) => (event.type === 'admitted' ? [event] : []));

const atOf = (events: readonly Event[], type: 'ended' | 'admitted', id: string): number =>
  events.find((event) => event.type === type && event.id === id)?.at ?? Number.NaN;

/** Runs a mission with the gate that its file sets. */
async function run(text: string, container?: Container): Promise<MissionRun> {
  folder.write('m.yml', text);
  const node = container === undefined ? {} : { node: container.node };
  return readRun(folder, await folder.start(['run', 'm.yml', '--log', 'none'], node).ended);
}

/** Bytes. */
function memoryOfMachine(): { readonly total: number; readonly available: number } {
  const info = readFileSync('/proc/meminfo', 'utf8');
  const [total = 0, available = 0] = ['MemTotal', 'MemAvailable'].map(
    (name) => Number(new RegExp(`^${name}: *(\\d+) kB$`, 'm').exec(info)?.[1]) * 1024,
  );
  return { total, available };
}

function containerOf(limits: Limits, skip: (why: string) => never): Container {
  try {
    const container = makeContainer(`mission-runner-stress-${process.pid}`, limits, folder.path);
    onTestFinished(() => container.remove());
    return container;
  } catch (error) {
    return skip(`no control group can be made here: ${error instanceof Error ? error.message : String(error)}`);
  }
}

describe.skipIf(process.platform !== 'linux')('CPU', { timeout: 120_000 }, () => {
  it('F60 under endless load from other programs, one test at a time is forced to start, the first after `patience`', async () => {
    onTestFinished(burnEveryCpu());
    const { exitCode, events } = await run(`name: Crowded out
admission: { patience: 2s, sample: 200ms }
tasks:
  go: { run: "true" }
tests:
  a: { needs: go, run: sleep 0.3 }
  b: { needs: go, run: sleep 0.3 }
`);
    expect(exitCode).toBe(0);
    const [go, first, second] = admissions(events);
    expect(go).toMatchObject({ id: 'go', forced: false });
    for (const forced of [first, second]) {
      expect(forced).toMatchObject({
        forced: true,
        detail: expect.stringMatching(/^(?:machine: )?CPU [\d.]+ %, limit 75 %$/),
      });
    }
    const ended = atOf(events, 'ended', first?.id ?? '');
    expect((first?.at ?? 0) - atOf(events, 'ended', 'go')).toBeGreaterThanOrEqual(1999);
    // Two windows of 200 ms in which the gate could have opened.
    expect((second?.at ?? 0) - ended).toBeGreaterThanOrEqual(399);
    const decisions = JSON.parse(folder.read('.mission/mission.json')).decisions as readonly {
      readonly verdict: string;
    }[];
    expect(decisions.filter(({ verdict }) => verdict === 'forced')).toHaveLength(2);
  });

  it('F61 20 tests that are triggered at once never exceed the limit by more than one start', async () => {
    const load = 10;
    const { exitCode, events } = await run(`name: Herd
admission: { cpu: { caution: 40, limit: 50 }, workers: { caution: 100, limit: 100 }, sample: 500ms, patience: 1s }
tasks:
  go: { load: 0, run: "true" }
tests:
${entries(20, (number) => `t${number}: { needs: go, load: ${load}, run: "${burn(load, 1)}" }`)}`);
    expect(exitCode).toBe(0);
    const tests = admissions(events).filter(({ id }) => id !== 'go');
    expect(tests).toHaveLength(20);
    for (const { forced, view } of tests) {
      if (!forced) expect((view.cpu ?? 100) + view.unseen).toBeLessThan(50);
    }
    // Tests that started at the same moment count. Otherwise, all would start at once.
    for (const { at } of tests) expect(tests.filter((other) => other.at === at).length).toBeLessThanOrEqual(50 / load);
    // All at once would be 100 %. Starting a program uses more than its declared load, and takes longer on a busy machine.
    expect(Math.max(...ownLoads(events))).toBeLessThan(90);
    // The first test started as soon as possible: no earlier reading would have admitted it.
    const first = events.findIndex((event) => event.type === 'admitted' && event.id !== 'go');
    const triggered = events.findIndex((event) => event.type === 'triggered' && event.id !== 'go');
    const readings = events
      .slice(triggered, first)
      .flatMap((event) => (event.type === 'sampled' ? [event.reading] : []));
    for (const { cpu } of tests[0]?.forced === true ? readings : readings.slice(0, -1)) {
      expect(cpu).toBeGreaterThanOrEqual(50);
    }
  });

  it('F62 a test with a high load starts although many light tests wait', async () => {
    const { exitCode, events } = await run(`name: Heavy
admission: { workers: { caution: 100, limit: 100 }, sample: 100ms, patience: 500ms }
tasks:
  go: { run: "true" }
  hold: { load: 20, run: "${burn(20, 1)}" }
tests:
  heavy: { needs: go, load: 90, expect: 1h, run: "${burn(50, 0.3)}" }
${entries(20, (number) => `light${number}: { needs: go, load: 10, expect: 1m, run: "${burn(10, 0.3)}" }`)}`);
    expect(exitCode).toBe(0);
    const order = admissions(events).map(({ id }) => id);
    const before = order.slice(0, order.indexOf('heavy')).filter((id) => id.startsWith('light'));
    // Eight fit beside the task. Then some pass the heavy test at three checks, and then none.
    expect(before.length).toBeLessThan(15);
    expect(admissions(events).find(({ id }) => id === 'heavy')?.view.load).toBeLessThanOrEqual(10);
  });

  it('F64 a task that uses up a quota of half a CPU closes the gate, although the machine has more', async ({
    skip,
  }) => {
    const container = containerOf({ cpus: 0.5 }, skip);
    const { exitCode, events } = await run(
      `name: Half
admission: { sample: 500ms, patience: 2s }
tasks:
  go: { run: sleep 1.5 }
  fill: { run: "${burn(100 / cpus, 5)}" }
tests:
  late: { needs: go, run: "true" }
`,
      container,
    );
    expect(exitCode).toBe(0);
    expect(events[0]).toMatchObject({ machine: { cpus: 0.5 } });
    expect(folder.read('.mission/final-report.md')).toContain('CPU quota of the container: 0.5 CPU of the machine');
    expect(atOf(events, 'admitted', 'late')).toBeGreaterThanOrEqual(atOf(events, 'ended', 'fill'));
    const deferred = events.flatMap((event) => (event.type === 'deferred' ? event.detail : []));
    expect(deferred).toContainEqual(
      expect.stringMatching(/^(?:[^:]+: )?CPU (?:7[5-9]|[89]\d|100)[\d.]* %.*limit 75 %$/),
    );
  });

  it('F64 without CPU readings, the report says so, and workers and declared loads limit the tests', async ({
    skip,
  }) => {
    // A shell makes a mount namespace in which the file is hidden, and starts Node there.
    folder.write('hide.sh', `#!/bin/sh\nmount --bind /dev/null /proc/stat && exec '${process.execPath}' "$@"\n`);
    folder.write('node.sh', `#!/bin/sh\nexec unshare ${own()} --mount sh '${folder.path}/hide.sh' "$@"\n`);
    for (const name of ['hide.sh', 'node.sh']) chmodSync(`${folder.path}/${name}`, 0o755);
    const tried = spawnSync(`${folder.path}/node.sh`, ['--version'], { encoding: 'utf8' });
    if (tried.status !== 0) skip(`no file can be hidden here: ${tried.stderr}`);
    folder.write(
      'm.yml',
      `name: Blind
admission: { workers: { caution: 2, limit: 3 } }
tasks:
  go: { run: "true" }
tests:
${entries(4, (number) => `t${number}: { needs: go, load: 50, run: sleep 0.3 }`)}${entries(4, (number) => `u${number}: { needs: go, run: sleep 0.3 }`)}`,
    );
    const ended = await folder.start(['run', 'm.yml', '--log', 'none'], { node: `${folder.path}/node.sh` }).ended;
    const { exitCode, events } = readRun(folder, ended);
    expect(exitCode).toBe(0);
    for (const { view, id, forced } of admissions(events)) {
      expect(forced).toBe(false);
      expect(view).not.toHaveProperty('cpu');
      expect(view.active).toBeLessThan(3);
      expect(view.load).toBeLessThanOrEqual(id.startsWith('t') ? 50 : 100);
    }
    for (const event of events) if (event.type === 'sampled') expect(event.reading).not.toHaveProperty('cpu');
    expect(folder.read('.mission/final-report.md')).toContain(
      'no CPU reading here (/proc/stat is missing or cannot be parsed): the gate falls back to workers and declared loads',
    );
  });
});

/** Where the system allows it, a user who is not root is root in a namespace. */
function own(): string {
  return process.getuid?.() === 0 ? '' : '--map-root-user';
}

describe.skipIf(process.platform !== 'linux')('memory', { timeout: 120_000 }, () => {
  it('F63 F65 the limit of the container counts for requests, for `mission doctor` and for the gate', async ({
    skip,
  }) => {
    const container = containerOf({ memory: 1024 * MEGABYTE }, skip);
    folder.write(
      'large.yml',
      'name: Large\ntasks:\n  fits: { run: touch ran }\n  large: { memory: 900MB, run: touch ran }\n',
    );
    const refused = await folder.start(['run', 'large.yml'], { node: container.node }).ended;
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain(
      "large.yml:4:1: error: expected large to request at most 870 MiB (85 % of this machine's 1024 MiB), found 900 MiB",
    );
    expect([folder.has('ran'), folder.has('.mission')]).toEqual([false, false]);

    const doctor = await folder.start(['doctor', '--json'], { node: container.node }).ended;
    const facts = JSON.parse(doctor.stdout);
    expect(facts.machine.memory).toBe(1024 * MEGABYTE);
    const ofContainer = facts.admission.memory.of.filter((whole: { total: number }) => whole.total === 1024 * MEGABYTE);
    expect(ofContainer).toMatchObject([{ limit: Math.round(0.85 * 1024 * MEGABYTE) }]);

    // Far above the limit as a share of the container, far below the point where memory is critical, and a small part of the machine. Filled so fast
    // that it could become critical at once, it may be evicted, and would wait for the task that waits for it.
    const { exitCode, events } = await run(
      `name: Full
admission: { cpu: { caution: 100, limit: 100 }, memory: { caution: 40, limit: 50 }, sample: 200ms, patience: 3s }
tasks:
  fill: { pausable: false, run: "${eat(700, 4)}" }
  go: { run: "for i in {1..300}; do test -e fill.full && break; sleep 0.1; done; test -e fill.full; sleep 1.5" }
tests:
  late: { needs: go, run: "true" }
`,
      container,
    );
    // The loop in `go` has an end, so that a failure of `fill` fails this test at once, with its reason.
    expect(exitCode, JSON.stringify(events.filter(({ type }) => type === 'ended'))).toBe(0);
    expect(
      Math.max(...events.flatMap((event) => (event.type === 'sampled' ? (event.reading.memory ?? 0) : []))),
    ).toBeGreaterThan(60);
    // The kernel gives back the memory of a process before it reports its end. `go` has ended two seconds earlier.
    expect(atOf(events, 'admitted', 'late')).toBeGreaterThan(atOf(events, 'ended', 'fill') - 500);
    expect(container.kills()).toBe(0);
  });

  it('F205 a request that fits the machine and the container starts at once, however much of the machine is in use', async ({
    skip,
  }) => {
    const size = 4096 * MEGABYTE;
    const container = containerOf({ memory: size }, skip);
    const { total, available } = memoryOfMachine();
    const used = (100 * (total - available)) / total;
    const limit = Math.round(used + 20);
    // More than the limit as a share of the container on top of the share of the machine, and less than it on its own.
    const request = (limit - 0.6 * used) / 100;
    if (used < 8 || used > 70) return skip(`${Math.round(used)} % of the memory is in use here, which proves nothing`);
    if (size * request > 0.15 * total) return skip('the machine is too small for this container');
    const { exitCode, events } = await run(
      `name: Two wholes
admission: { memory: { caution: ${limit - 1}, limit: ${limit} }, patience: 5s }
tasks:
  fits: { memory: ${Math.floor((size * request) / 1e6)}MB, run: "true" }
  later: { needs: fits, memory: ${Math.floor((size * request) / 1e6)}MB, run: sleep 0.5 }
`,
      container,
    );
    expect(exitCode).toBe(0);
    expect(admissions(events)).toMatchObject([
      { id: 'fits', forced: false },
      { id: 'later', forced: false },
    ]);
    const waits = events.flatMap((event) => (event.type === 'deferred' ? [event.reason] : []));
    expect(waits).not.toContain('memory');
  });

  it('F65 12 tasks that together request more than twice the memory run without being killed', async ({ skip }) => {
    const container = containerOf({ memory: 512 * MEGABYTE }, skip);
    const { exitCode, events } = await run(
      eatersMission({ count: 12, megabytes: 100, seconds: 0.5, declared: true }),
      container,
    );
    expect(container.kills()).toBe(0);
    expect(exitCode).toBe(0);
    expect(Math.max(...admissions(events).map(({ view }) => view.active))).toBeGreaterThan(0);
    expect(admissions(events).filter(({ forced }) => forced)).toEqual([]);
  });

  it('F65 a request takes into account the memory in use before the mission starts', async ({ skip }) => {
    const container = containerOf({ memory: 512 * MEGABYTE }, skip);
    const neighbour = spawn(container.node, ['-e', NEIGHBOUR], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void neighbour.kill('SIGKILL'));
    await once(neighbour.stdout, 'data');
    const { exitCode, events } = await run(
      eatersMission({ count: 3, megabytes: 100, seconds: 0.5, declared: true }),
      container,
    );
    expect(exitCode).toBe(0);
    expect(container.kills()).toBe(0);
    const [first] = admissions(events);
    expect(first?.view.memory).toBeGreaterThan(40);
    expect(admissions(events).filter(({ at }) => at === first?.at).length).toBeLessThan(3);
  });

  it('F14 a task that the kernel kills for memory is reported as such, and retried alone with `on: out-of-memory`', async ({
    skip,
  }) => {
    const container = containerOf({ memory: 512 * MEGABYTE }, skip);
    const retry = 'retry: { attempts: 2, delay: 100ms, on: out-of-memory }';
    const { exitCode, events, ...ended } = await run(
      `name: Too much at once
admission: { memory: { critical: 100 } } # or a task would be paused before the kernel kills it
tasks:
  one: { ${retry}, run: "touch one; until test -e two; do sleep 0.05; done; ${eat(280, 3)}" }
  two: { ${retry}, run: "touch two; until test -e one; do sleep 0.05; done; ${eat(280, 3)}" }
  never: { needs: [one, two], if: always(), ${retry}, run: "${eat(700, 1)}" }
  killed: { needs: never, if: always(), ${retry}, run: kill -KILL $$ }
  other: { needs: never, if: always(), run: sleep 0.2 }
`,
      container,
    );
    expect(exitCode).toBe(1);
    expect(ended.statuses).toMatchObject({ one: 'succeeded', two: 'succeeded', never: 'failed', killed: 'failed' });
    // The kernel may kill one of the two or both.
    const retried = events.flatMap((event) => (event.type === 'retrying' ? [event] : []));
    expect(retried.length).toBeGreaterThanOrEqual(2);
    for (const { cause, id } of retried)
      expect([cause, id]).toEqual(['out-of-memory', expect.stringMatching(/one|two|never/)]);
    for (const { attempt, view } of admissions(events)) if (attempt > 1) expect(view.active).toBe(0);
    expect(container.kills()).toBe(retried.length + 1);
    expect(ended.task('never')).toMatchObject({ attempts: 2, outOfMemory: true });
    expect(ended.task('never').reason).toContain('out of memory, by the kernel’s own count');
    expect(ended.task('killed')).not.toHaveProperty('outOfMemory');
    expect(ended.task('killed').attempts).toBe(1);
  });
});
