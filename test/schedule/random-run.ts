import type { Mission } from '../../src/mission/model/mission.ts';
import { endsAttempt } from '../../src/schedule/ends-attempt.ts';
import type { LeftBehind } from '../../src/schedule/events/event.ts';
import type { MachineFacts } from '../../src/schedule/events/machine-facts.ts';
import { MACHINE } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { type Cut, type Drive, drive, type Watch } from './drive.ts';

/** What happens next; `pick` chooses one of the running tasks. */
export type Move =
  | { readonly type: 'exit'; readonly pick: number; readonly exitCode: number }
  | { readonly type: 'die'; readonly pick: number }
  | { readonly type: 'exit and leave'; readonly pick: number; readonly left: Partial<LeftBehind> }
  | { readonly type: 'spawn-failed'; readonly pick: number }
  | { readonly type: 'lost'; readonly pick: number }
  | { readonly type: 'stale'; readonly pick: number; readonly step: number }
  | { readonly type: 'reading'; readonly cpu: number | undefined; readonly memory: number | undefined }
  | { readonly type: 'pass'; readonly time: number }
  | { readonly type: 'woken early' }
  | { readonly type: 'out of memory'; readonly pick: number }
  | { readonly type: 'service'; readonly pick: number; readonly outcome: 'ready' | 'failed' | 'not started' | 'exited' }
  | { readonly type: 'interrupt' };

export function randomMoves(): fc.Arbitrary<readonly Move[]> {
  const pick = fc.nat({ max: 5 });
  const percent = fc.option(fc.constantFrom(0, 30, 59.9, 60, 74.9, 75, 100), { nil: undefined, freq: 8 });
  const exitCode = fc.constantFrom(0, 0, 0, 0, 1, 137);
  return fc.array(
    fc.oneof(
      { weight: 10, arbitrary: fc.record({ type: fc.constant('exit' as const), pick, exitCode }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('die' as const), pick }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('exit and leave' as const), pick, left: badFindings() }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('spawn-failed' as const), pick }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('lost' as const), pick }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('stale' as const), pick: fc.nat(11), step: fc.nat(3) }) },
      { weight: 6, arbitrary: fc.record({ type: fc.constant('reading' as const), cpu: percent, memory: percent }) },
      { weight: 6, arbitrary: fc.record({ type: fc.constant('pass' as const), time: fc.nat({ max: 30_000 }) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('woken early' as const) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('out of memory' as const), pick }) },
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constant('service' as const),
          pick,
          outcome: fc.constantFrom('ready', 'ready', 'ready', 'failed', 'not started', 'exited'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('interrupt' as const) }) },
    ),
    { maxLength: 60 },
  );
}

/** Findings that fail a task although it exited with 0. */
function badFindings(): fc.Arbitrary<Partial<LeftBehind>> {
  return fc.constantFrom<Partial<LeftBehind>[]>(
    { results: { tests: 3, failed: 1, skipped: 0, failures: [] } },
    { resultsProblem: 'expected results, found none' },
    { outputsRejected: 'MISSION_OUTPUT was rejected: line 2' },
  );
}

export function randomMachine(): fc.Arbitrary<MachineFacts> {
  return fc.record({
    ...Object.fromEntries(Object.entries(MACHINE).map(([key, value]) => [key, fc.constant(value)])),
    cpus: fc.constantFrom(0.5, 2, 4),
    source: fc.constantFrom('/proc', '/proc', 'none'),
  }) as fc.Arbitrary<MachineFacts>;
}

/** Makes the moves. Then time passes and every running task exits with 0, until the mission has ended. */
export function playOut(
  mission: Mission,
  machine: MachineFacts,
  moves: readonly Move[],
  watch: Watch,
  cut?: Cut,
): Drive {
  const run = drive(mission, machine, watch, cut);
  run.start();
  for (const move of moves) {
    if (run.state.result !== undefined) break;
    makeMove(run, move);
  }
  playToEnd(run);
  return run;
}

/** Lets time pass and every running task exit with 0, until the mission has ended. */
export function playToEnd(run: Drive): void {
  // Every turn ends a step or wakes the schedule. The bound turns an endless loop into a failure.
  for (let turn = 0; run.state.result === undefined; turn += 1) {
    if (turn > 10_000) throw new Error('the mission does not end');
    const [active] = run.state.active.keys();
    const wakeAt = run.wakeAt();
    const service = [...run.state.services].find(([, { phase }]) => phase === 'starting' || phase === 'stopping');
    if (service !== undefined) serviceMove(run, service[0], service[1].phase === 'starting' ? 'ready' : 'exited');
    else if (active !== undefined) run.exit(active);
    else if (wakeAt !== undefined) run.advance(Math.max(run.now(), wakeAt));
    else throw new Error(`nothing runs, nothing is due, and ${run.state.unfinished} have not ended`);
  }
}

function makeMove(run: Drive, move: Move): void {
  switch (move.type) {
    case 'exit':
    case 'die':
    case 'spawn-failed':
    case 'lost': {
      const active = [...run.state.active.keys()];
      const id = active[move.pick % active.length];
      if (id === undefined) return;
      if (move.type === 'exit') run.exit(id, move.exitCode);
      if (move.type === 'die') run.die(id, 'SIGKILL');
      if (move.type === 'spawn-failed') run.spawnFailed(id, 'no such file');
      if (move.type === 'lost') run.observe({ type: 'lost', at: run.now(), id });
      return;
    }
    case 'exit and leave': {
      const active = [...run.state.active.keys()];
      const id = active[move.pick % active.length];
      const task = id === undefined ? undefined : run.state.tasks.get(id);
      if (id === undefined || (task?.phase !== 'running' && task?.phase !== 'stopping')) return;
      const exit = { id, step: task.step, exitCode: 0, at: run.now() };
      const left = endsAttempt(run.state, exit) ? { left: { logTail: '', logBytes: 0, ...move.left } } : {};
      run.observe({ type: 'step-exited', ...exit, ...left });
      return;
    }
    case 'stale': {
      const { tasks } = run.state.mission;
      const id = tasks[move.pick % tasks.length]?.id ?? '';
      const state = run.state.tasks.get(id);
      const runs = (state?.phase === 'running' || state?.phase === 'stopping') && state.step === move.step;
      if (!runs) run.observe({ type: 'step-exited', at: run.now(), id, step: move.step, exitCode: 1 });
      return;
    }
    case 'reading': {
      const { cpu, memory } = move;
      run.advance(run.now() + run.state.mission.admission.sample);
      if (run.state.result !== undefined) return;
      run.sample({ ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) });
      return;
    }
    case 'pass':
      run.advance(run.now() + move.time);
      return;
    case 'woken early':
      run.observe({ type: 'woke', at: run.now() });
      return;
    case 'interrupt':
      run.interrupt();
      return;
    case 'out of memory': {
      const active = [...run.state.active.keys()];
      const id = active[move.pick % active.length];
      const task = id === undefined ? undefined : run.state.tasks.get(id);
      if (id === undefined || (task?.phase !== 'running' && task?.phase !== 'stopping')) return;
      run.observe({ type: 'step-exited', at: run.now(), id, step: task.step, signal: 'SIGKILL', outOfMemory: true });
      return;
    }
    case 'service': {
      const running = [...run.state.services].filter(([, { phase }]) => phase !== 'idle' && phase !== 'ended');
      const id = running[move.pick % running.length]?.[0];
      if (id !== undefined) serviceMove(run, id, move.outcome);
      return;
    }
    default:
      move satisfies never;
  }
}

function serviceMove(run: Drive, id: string, outcome: 'ready' | 'failed' | 'not started' | 'exited'): void {
  const at = run.now();
  switch (outcome) {
    case 'ready':
      run.observe({ type: 'service-ready', at, id });
      return;
    case 'failed':
      run.observe({ type: 'service-failed', at, id, message: 'it was not ready in time', running: true });
      return;
    case 'not started':
      run.observe({ type: 'service-failed', at, id, message: 'no such file', running: false });
      return;
    case 'exited':
      run.observe({ type: 'service-exited', at, id, exitCode: 1, logTail: '' });
      return;
    default:
      outcome satisfies never;
  }
}
