import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../src/simulate/predict.ts';
import { planText } from '../../../src/terminal/commands/plan-text.ts';
import { buildMission, task } from '../../build-mission.ts';

describe('planText', () => {
  it('accepts more tasks than a call accepts arguments', () => {
    const tasks = Array.from({ length: 130_000 }, (_, index) => task(`t${index}`));
    const prediction: Prediction = {
      dynamic: 1000,
      staged: 1000,
      serial: 130_000_000,
      criticalPath: 1000,
      saved: 0,
      criticalTasks: ['t0'],
      events: tasks.map(({ id }) => ({ at: 0, id, what: 'started' })),
      spans: tasks.map(({ id }) => ({ id, kind: 'task', needs: [], started: 0, ended: 1000 })),
      remembered: [],
      assumed: [],
    };
    const lines = planText(buildMission({ tasks }), prediction).split('\n');
    expect(lines.filter((line) => line.includes('▶ start'))).toHaveLength(130_000);
    expect(lines).toContain('  … and 129940 more');
  });

  it.each([
    [10, 't0 → t1 → t2 → t3 → t4 → t5 → t6 → t7 → t8 → t9'],
    [9_000, 't0 → t1 → t2 → t3 → t4 → t5 → … 8991 more … → t8997 → t8998 → t8999'],
  ])('shows the beginning and the end of a critical path of %d tasks', (count, path) => {
    const ids = Array.from({ length: count }, (_, index) => `t${index}`);
    const prediction: Prediction = {
      dynamic: 1000,
      staged: 1000,
      serial: 1000,
      criticalPath: 1000,
      saved: 0,
      criticalTasks: ids,
      events: [],
      spans: [],
      remembered: [],
      assumed: [],
    };
    const text = planText(buildMission({ tasks: ids.map((id) => task(id)) }), prediction);
    expect(text.split('\n').find((line) => line.includes('critical path'))).toContain(`  ${path}`);
  });
});
