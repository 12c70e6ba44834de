// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

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

describe('F460 the keys of a step that is done before the mission', () => {
  const setup = { uses: 'actions/setup-java@v5', with: { 'java-version': 21 } };

  /** The conversion of a job that begins with these steps. */
  function convertSteps(...steps: readonly object[]) {
    const strategy = { matrix: { leg: ['a', 'b'] } };
    const job = { 'runs-on': 'ubuntu-latest', strategy, steps: [...steps, { run: './check ${{ matrix.leg }}' }] };
    const text = JSON.stringify({ name: 'CI', jobs: { unit: job } }, undefined, 1);
    const result = convert([{ path: 'ci.yml', text }]);
    if (result.type !== 'converted') throw new Error('expected a conversion');
    expect(result.repaired).toBe(0);
    const notes = result.notes.filter(
      (note) => note.text.startsWith('the step is') || note.text.includes('never true'),
    );
    const lines = text.split('\n');
    return {
      head: result.text.slice(0, result.text.indexOf('\nname:')),
      notes: notes.map((note) => [note.kind, note.construct, lines[note.place.line - 1]?.trim()]),
      texts: notes.map((note) => note.text),
    };
  }

  test.each([
    ['a value of the matrix', "matrix.leg == 'a'"],
    ['an event', "github.event_name == 'push'"],
    ['what a mission cannot evaluate', "hashFiles('pom.xml') != ''"],
    ['the result of an earlier step', "steps.cache.outputs.cache-hit != 'true'"],
  ])('a condition is reported with its line: %s', (_, condition) => {
    for (const step of [setup, { uses: 'actions/checkout@v5' }, { uses: 'actions/cache@v4', with: { path: 'x' } }]) {
      const { notes, head } = convertSteps({ ...step, if: condition });
      expect(notes).toEqual([['left-out', `if: ${condition}`, `"if": ${JSON.stringify(condition)}`]]);
      expect(head).toContain(step.uses);
    }
  });

  test('a step whose condition is never true is not done before the mission either', () => {
    const { head, texts } = convertSteps({ ...setup, if: false });
    expect(head).not.toContain('setup-java');
    expect(texts).toEqual(['it is never true here, so the step is left out']);
  });

  test('a condition that is always true needs no report', () => {
    expect(convertSteps({ ...setup, if: "'a' == 'a'" }).notes).toEqual([]);
  });

  test.each([
    ['env', { A: '1' }, 'env: {A: 1}'],
    ['continue-on-error', true, 'continue-on-error: true'],
    ['timeout-minutes', 5, 'timeout-minutes: 5'],
  ])('`%s` is reported', (key, value, construct) => {
    expect(convertSteps({ ...setup, [key]: value }).notes.map(([, written]) => written)).toEqual([construct]);
  });
});
