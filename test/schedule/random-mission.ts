import type { Mission } from '../../src/mission/model/mission.ts';
import { buildMission, GIB, service, type TaskDraft, task, test } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';

/** Missions without cycles: each task needs only tasks before it; tests may also need `tasks`. */
export function randomMission(size = 12): fc.Arbitrary<Mission> {
  return fc
    .record({
      drafts: fc.array(draft(), { minLength: 1, maxLength: size }),
      failFast: boolean(0.2),
      gate: fc.constantFrom('tests', 'tests', 'all', 'off'),
      workerLimit: fc.integer({ min: 1, max: 6 }),
      caution: fc.integer({ min: 1, max: 6 }),
      load: fc.constantFrom(100, 100, 60, 33.3),
      // No short recheck with a long patience, because such a run consists of thousands of checks.
      pace: fc.constantFrom([5_000, 60_000], [1_000, 10_000], [300_000, 600_000], [5_000, 1_000]),
    })
    .map(({ drafts, failFast, gate, workerLimit, caution, load, pace: [recheck = 0, patience = 0] }) =>
      buildMission({
        tasks: drafts.map(toTask),
        failFast,
        services: ['S0', 'S1'].map((id) => service(id)),
        admission: {
          gate,
          load,
          recheck,
          patience,
          workers: { limit: workerLimit, caution: Math.min(caution, workerLimit) },
          pools: { P: 3, Q: 2 },
        },
      }),
    );
}

/** The same mission with a quarter of each load and of their limit: then even a task that was forced slows no other. */
export function uncrowded({ tasks, admission, ...rest }: Mission): Mission {
  return {
    ...rest,
    admission: { ...admission, load: admission.load / 4 },
    tasks: tasks.map(({ load, cpus: _, ...task }) => ({ ...task, ...(load === undefined ? {} : { load: load / 4 }) })),
  };
}

interface Draft {
  readonly level3: boolean;
  /** Each picks an earlier task, as a share of their list. */
  readonly needs: readonly number[];
  readonly needsTasks: boolean;
  readonly supports: number;
  readonly ifRunning: boolean;
  readonly load: number | undefined;
  readonly cpus: number | undefined;
  readonly memory: number | undefined;
  readonly expect: number | undefined;
  readonly timeout: number | undefined;
  readonly steps: number;
  readonly continueOnError: boolean;
  readonly attempts: number;
  readonly lock: boolean;
  readonly pools: Readonly<Record<string, number>> | undefined;
  readonly priority: number;
  readonly service: number;
  /** Uses `needs-any` instead of `needs`. */
  readonly any: boolean;
}

function draft(): fc.Arbitrary<Draft> {
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  return fc.record({
    level3: boolean(0.5),
    needs: fc.array(share, { maxLength: 3 }),
    needsTasks: boolean(0.15),
    supports: share,
    ifRunning: boolean(0.3),
    load: fc.option(fc.constantFrom(5, 25, 33.3, 60, 100, 130, 0), { nil: undefined }),
    cpus: fc.option(fc.constantFrom(1, 2, 3, 64), { nil: undefined, freq: 2 }),
    memory: fc.option(fc.constantFrom(1 * GIB, 6 * GIB, 14 * GIB), { nil: undefined, freq: 2 }),
    expect: fc.option(
      fc.integer({ min: 0, max: 100 }).map((seconds) => seconds * 1_000),
      { nil: undefined },
    ),
    timeout: fc.option(
      fc.integer({ min: 1, max: 100 }).map((seconds) => seconds * 500),
      { nil: undefined },
    ),
    steps: fc.integer({ min: 1, max: 3 }),
    continueOnError: boolean(0.2),
    attempts: fc.constantFrom(1, 1, 1, 2, 3),
    lock: boolean(0.2),
    pools: fc.option(
      fc.constantFrom<Record<string, number>[]>({ P: 1 }, { P: 2 }, { P: 3 }, { Q: 1, P: 1 }, { P: 2, Q: 2 }),
      {
        nil: undefined,
        freq: 2,
      },
    ),
    priority: fc.integer({ min: -1, max: 1 }),
    service: fc.constantFrom(-1, -1, -1, 0, 1),
    any: boolean(0.15),
  });
}

function toTask(draft: Draft, index: number, drafts: readonly Draft[]): TaskDraft {
  const id = idOf(draft, index);
  // Only other tests may need a test with `needs: tasks`, or a task could need itself.
  const isFinal = (other: Draft): boolean => other.level3 && other.needsTasks;
  const earlier = drafts.slice(0, index).flatMap((other, at) => (isFinal(other) ? [] : [idOf(other, at)]));
  const pick = (share: number): string[] => earlier.slice(Math.floor(share * earlier.length)).slice(0, 1);
  const others = drafts.map(idOf).filter((other) => other !== id);
  const supports = draft.ifRunning ? others[Math.floor(draft.supports * others.length)] : undefined;
  const needs = [...new Set(draft.needs.flatMap(pick))];
  const final = isFinal(draft) && drafts.some((other) => !other.level3);
  return (draft.level3 ? test : task)(id, {
    needs: final ? 'tasks' : draft.any ? [] : needs,
    needsAny: final || !draft.any ? [] : needs,
    ...(supports === undefined ? {} : { supports, deploy: draft.lock ? 'while-running' : 'if-running' }),
    ...(draft.attempts === 1
      ? {}
      : { retry: { attempts: draft.attempts, delay: 1_000, backoff: 2, on: ['failure', 'timeout', 'out-of-memory'] } }),
    locks: draft.lock ? ['one'] : [],
    ...(draft.pools === undefined ? {} : { pools: draft.pools }),
    priority: draft.priority,
    services: draft.service < 0 ? [] : [`S${draft.service}`],
    ...(draft.load === undefined ? {} : { load: draft.load }),
    ...(draft.cpus === undefined ? {} : { cpus: draft.cpus }),
    ...(draft.memory === undefined ? {} : { memory: draft.memory }),
    ...(draft.expect === undefined ? {} : { expect: draft.expect }),
    ...(draft.timeout === undefined ? {} : { timeout: draft.timeout }),
    steps: Array.from({ length: draft.steps }, () => ({ run: 'true' })),
    continueOnError: draft.continueOnError,
  });
}

function idOf(draft: Draft, index: number): string {
  return `${draft.level3 ? 'T' : 'A'}${index}`;
}

function boolean(share: number): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 99 }).map((value) => value >= 100 - share * 100);
}
