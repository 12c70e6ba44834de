import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../src/simulate/predict.ts';
import { planText } from '../../../src/terminal/commands/plan-text.ts';
import { buildMission, task } from '../../build-mission.ts';

describe('planText', () => {
  it('takes more tasks than a call takes arguments', () => {
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
});
