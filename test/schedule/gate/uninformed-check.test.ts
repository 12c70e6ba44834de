import { expect, test } from 'vitest';
import { gateCheck } from '../../../src/schedule/gate/gate-view.ts';
import { uninformedCheck } from '../../../src/schedule/gate/uninformed-check.ts';
import { buildMission, GIB, type TaskDraft, task } from '../../build-mission.ts';
import { drive } from '../drive.ts';

const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

function runOf(drafts: readonly TaskDraft[]): ReturnType<typeof drive> {
  const run = drive(buildMission({ tasks: drafts, admission: { workers: { caution: 2, limit: 3 } } }));
  run.start();
  return run;
}

test('the check that is kept has the figures of a new one, whatever runs', () => {
  const { state, exit } = runOf(ids.map((id) => task(id)));
  const sizes: number[] = [];
  for (const id of ids) {
    const { view, constraints } = gateCheck(state, undefined);
    for (const kept of [uninformedCheck(state, undefined), uninformedCheck(state, undefined)]) {
      expect(kept?.view).toEqual(view);
      expect(kept?.constraints).toEqual(constraints);
      expect(kept?.demands.of('G')).toEqual({ cpus: 1, cpusFrom: 'unknown', memoryFrom: 'unknown' });
    }
    sizes.push(view.active);
    exit(id);
  }
  expect(sizes).toEqual([3, 3, 3, 3, 3, 2, 1]);
});

test('no check is kept once anything is known', () => {
  const { state } = runOf([task('A'), task('B')]);
  expect(uninformedCheck(state, { from: 0, to: 250, cpu: 10 })).toBeUndefined();
  state.largest = GIB;
  expect(uninformedCheck(state, undefined)).toBeUndefined();
  for (const declared of [{ load: 10 }, { cpus: 1 }, { memory: GIB }]) {
    expect(uninformedCheck(runOf([task('A'), task('B', declared)]).state, undefined)).toBeUndefined();
  }
});
