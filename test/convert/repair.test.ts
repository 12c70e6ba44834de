import { expect, test } from 'vitest';
import { repair } from '../../src/convert/assemble/repair.ts';
import type { Draft } from '../../src/convert/draft.ts';
import { writeMission } from '../../src/convert/write/write-mission.ts';
import { readMission } from '../../src/mission/read.ts';

/** The condition of the second step after the first one was found to have no id. */
function repairedCondition(id: string, run: string): string | undefined {
  const place = { file: 'ci.yml', line: 3 };
  const steps = [{ run: 'make' }, { run, if: "steps.first.outcome == 'success'" }];
  const draft: Draft = {
    ...{ file: 'ci.yml', name: 'CI', before: [], services: [], notes: [] },
    entries: [{ id, kind: 'task', needs: [], steps, notes: [], place }],
  };
  const text = writeMission(draft);
  const errors = readMission(text, 'mission.yml').diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) throw new Error('expected an error to repair');
  return repair(draft, text, errors).entries[0]?.steps[1]?.if;
}

test('F463 a condition that the checks refuse never hides a check, and what publishes never runs without it', () => {
  expect(repairedCondition('lint', 'npm run lint')).toBeUndefined();
  expect(repairedCondition('publish', 'npm publish')).toBe('false');
});

test('all parts that are refused are repaired at once, because each attempt reads the whole mission', () => {
  const place = { file: 'ci.yml', line: 3 };
  const entries = Array.from({ length: 20 }, (_, index) => ({
    ...{ id: `test-${index}`, kind: 'task' as const, needs: [], notes: [], place },
    steps: [
      { run: 'make', if: 'steps.none.outcome' },
      { run: 'make test', if: 'steps.none.outcome' },
    ],
  }));
  const draft: Draft = { ...{ file: 'ci.yml', name: 'CI', before: [], services: [], notes: [] }, entries };
  const text = writeMission(draft);
  const errors = readMission(text, 'mission.yml').diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.length).toBeGreaterThanOrEqual(40);
  const repaired = writeMission(repair(draft, text, errors));
  expect(readMission(repaired, 'mission.yml').diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});
