import { describe, expect, it } from 'vitest';
import { begin } from '../../../src/schedule/state/begin.ts';
import type { Conditions } from '../../../src/schedule/state/state.ts';
import { transition } from '../../../src/schedule/transition.ts';
import { buildMission, MACHINE, task, test } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';

/** Skips what has `paths`, as if no changed file matched. */
const nothingChanged: Conditions = (_state, { paths }) =>
  paths.length === 0 ? { type: 'run' } : { type: 'skip', reason: 'no changed file matches' };

/** Runs a mission in which the tasks of `failing` fail; returns the status of each. */
function statuses(tasks: Parameters<typeof buildMission>[0]['tasks'], failing: readonly string[] = []) {
  const mission = buildMission({ tasks });
  const state = begin(mission, MACHINE, nothingChanged);
  const observe = (observation: Parameters<typeof transition>[1]) => void transition(state, observation, undefined);
  const opening = {
    journal: 1,
    started: '2026',
    file: 'm.yml',
    root: '/',
    mission,
    machine: { ...MACHINE, source: 'none' },
  } as const;
  observe({ type: 'mission-started', at: 0, ...opening });
  for (let turn = 0; state.result === undefined && turn < 100; turn += 1) {
    const [id] = state.active.keys();
    if (id === undefined) observe({ type: 'woke', at: 1_000_000 * (turn + 1) });
    else observe({ type: 'step-exited', at: turn, id, step: 0, exitCode: failing.includes(id) ? 1 : 0 });
  }
  return Object.fromEntries(
    [...state.tasks].map(([id, found]) => [id, found.phase === 'ended' ? found.status : found.phase]),
  );
}

describe('F327: a need that was skipped and may be', () => {
  const docs = task('docs', { paths: ['docs/**'] });
  const links = task('links', { needs: ['docs'] });

  it('counts as success for the tasks that say so, and for no other', () => {
    const tasks = [
      docs,
      task('build'),
      task('strict', { needs: ['docs', 'build'] }),
      task('lax', { needs: ['docs', 'build'], skippedOk: ['docs'] }),
      task('other', { needs: ['docs', 'build'], skippedOk: ['build'] }),
    ];
    expect(statuses(tasks)).toMatchObject({ docs: 'skipped', strict: 'skipped', lax: 'succeeded', other: 'skipped' });
  });

  it('counts too if it was skipped because of a skip further up', () => {
    expect(statuses([docs, links, task('lax', { needs: ['links'], skippedOk: ['links'] })])).toMatchObject({
      links: 'skipped',
      lax: 'succeeded',
    });
  });

  it('is no success if it was skipped because of a failure further up', () => {
    const tasks = [
      task('build'),
      task('check', { needs: ['build'] }),
      task('lax', { needs: ['check'], skippedOk: ['check'] }),
    ];
    expect(statuses(tasks, ['build'])).toMatchObject({ build: 'failed', check: 'skipped', lax: 'skipped' });
  });

  it('does not excuse a failure of the need itself, or another need', () => {
    const lax = task('lax', { needs: ['docs', 'build'], skippedOk: ['docs', 'build'] });
    expect(statuses([docs, task('build'), lax], ['build'])).toMatchObject({ build: 'failed', lax: 'skipped' });
  });

  it('may be every task', () => {
    const tasks = [docs, task('build'), test('final', { needs: ['docs', 'build'], skippedOk: ['docs', 'build'] })];
    expect(statuses(tasks)).toMatchObject({ docs: 'skipped', final: 'succeeded' });
  });

  it('whatever fails and is skipped: a task runs exactly if each need ended well, or was skipped, may be, and nothing before it failed', () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const draft = fc.record({
      needs: fc.array(share, { maxLength: 3 }),
      ok: fc.boolean(),
      skips: fc.boolean(),
      fails: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 8 }), (drafts) => {
        const tasks = drafts.map(({ needs, ok, skips }, index) => {
          const list = index === 0 ? [] : [...new Set(needs.map((need) => `t${Math.floor(need * index)}`))];
          const paths = skips ? ['x'] : [];
          return task(`t${index}`, { needs: list, paths, ...(ok && list.length > 0 ? { skippedOk: list } : {}) });
        });
        const failing = tasks.filter((_, index) => drafts[index]?.fails === true).map(({ id }) => id);
        const found = statuses(tasks, failing);
        const needsOf = (id: string) =>
          tasks.flatMap((each) => (each.id === id && each.needs !== 'tasks' ? each.needs : []));
        /** From the sentence above, without the code under test. */
        const failedBefore = (id: string): boolean =>
          found[id] === 'failed' || (found[id] === 'skipped' && needsOf(id).some(failedBefore));
        for (const { id, skippedOk = [], paths } of tasks) {
          const runs = needsOf(id).every(
            (need) =>
              found[need] === 'succeeded' ||
              (found[need] === 'skipped' && skippedOk.includes(need) && !failedBefore(need)),
          );
          const expected = !runs || paths.length > 0 ? 'skipped' : failing.includes(id) ? 'failed' : 'succeeded';
          expect(found[id], id).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
