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
  const [error] = readMission(text, 'mission.yml').diagnostics.filter(({ severity }) => severity === 'error');
  if (error === undefined) throw new Error('expected an error to repair');
  return repair(draft, text, error).entries[0]?.steps[1]?.if;
}

test('F463 a condition that the checks refuse never hides a check, and what publishes never runs without it', () => {
  expect(repairedCondition('lint', 'npm run lint')).toBeUndefined();
  expect(repairedCondition('publish', 'npm publish')).toBe('false');
});
