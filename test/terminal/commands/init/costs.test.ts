import { describe, expect, test } from 'vitest';
import { readMission } from '../../../../src/mission/read.ts';
import { costsOf, costText } from '../../../../src/terminal/commands/init/costs.ts';
import { MACHINE } from '../../../build-mission.ts';

function costs(text: string, shared: readonly string[] = []) {
  const { mission } = readMission(text, 'mission.yml');
  if (mission === undefined) throw new Error('expected a valid mission');
  return { mission, costs: costsOf({ mission, shared, machine: MACHINE }) };
}

describe('costsOf', () => {
  test('rounds each job up to minutes, and counts a shared task in each job that runs it', () => {
    const text = `
name: Shop
tasks:
  install: { run: npm ci, expect: 30s }
  build: { needs: install, run: npm run build, expect: 40s }
tests:
  unit: { needs: build, run: npm test, expect: 10s }
  lint: { needs: install, run: npm run lint, expect: 4s, matrix: { part: [a, b] } }
`;
    const { costs: found } = costs(text, ['install']);
    // build: 25 + 30 + 40 s; unit: 25 + 10 s; each lint: 25 + 30 + 4 s.
    expect(found).toMatchObject({ jobMinutes: 2 + 1 + 1 + 1, missionMinutes: 2, unknown: 0, predicted: 80_000 });
  });

  test('assumes a minute for each task if no duration is known, and says so', () => {
    const { costs: found } = costs('name: a\ntasks: { a: make, b: make }\n');
    expect(found).toMatchObject({ jobMinutes: 4, missionMinutes: 2, unknown: 2, assumed: 60_000 });
    const [line, basis] = costText(found, 2, { taken: 2, left: 1 }, MACHINE);
    expect(line).toBe('2 jobs, 4 billed minutes → 1 runner, predicted 1m, 2 billed minutes');
    expect(basis).toContain(
      'a duration of 1m for each task (no duration is known; --history FILE has those of earlier runs)',
    );
    expect(basis).toContain('1 job stays in the workflow');
  });

  test('compares with one job for each task if the source is no workflow', () => {
    const { costs: found } = costs('name: a\ntasks: { a: { run: make, expect: 5s }, b: make }\n');
    const [line, basis] = costText(found, 2, undefined, MACHINE);
    expect(line).toMatch(/^2 jobs, one for each, 2 billed minutes/);
    expect(basis).toContain('a duration of 5 s for each task without one (1 of 2');
  });
});
