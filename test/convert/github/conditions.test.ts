import { describe, expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';

/** The mission of a job with this name, condition and command, and of a task that has none of these. */
function missionOf(id: string, condition: string, run = 'make check') {
  const jobs = {
    [id]: { 'runs-on': 'ubuntu-latest', if: condition, steps: [{ run }] },
    other: { 'runs-on': 'ubuntu-latest', steps: [{ run: 'make' }] },
  };
  const result = convert([{ path: 'ci.yml', text: JSON.stringify({ name: 'CI', jobs }) }]);
  if (result.type !== 'converted') throw new Error('expected a conversion');
  return { task: result.mission.tasks.find((task) => task.id === id), notes: result.notes };
}

describe('a condition that is refused', () => {
  test('F463 a check runs without a condition that is refused, and a note says so', () => {
    const { task, notes } = missionOf('unit', "hashFiles('a') != ''");
    expect(task?.if).toBeUndefined();
    expect(notes.map(({ text }) => text)).toEqual([
      'a mission has no function hashFiles(): it runs always here until you write the condition',
    ]);
  });

  test.each([
    ['deploy', './run.sh'],
    ['publish-npm', './run.sh'],
    ['last', 'git push origin HEAD'],
    ['last', 'npm publish --provenance'],
  ])('F463 what publishes does not run without it: %s, %s', (id, run) => {
    const { task, notes } = missionOf(id, "hashFiles('a') != ''", run);
    expect(task?.if).toBe('false');
    expect(notes[0]?.text).toContain('it never runs here');
  });

  test('keeps what it says about failures', () => {
    expect(missionOf('logs', "failure() && hashFiles('a') != ''").task?.if).toBe('failure()');
  });
});

describe('a condition that is taken', () => {
  test('stays, or is left out if it is always true', () => {
    expect(missionOf('unit', "github.ref == 'refs/heads/main'").task?.if).toBe("github.ref == 'refs/heads/main'");
    expect(missionOf('unit', "'a' == 'a'").task?.if).toBeUndefined();
    expect(missionOf('unit', "'a' == 'b'").task).toBeUndefined();
  });
});
