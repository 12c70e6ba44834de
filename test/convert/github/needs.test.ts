// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

import { describe, expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';

type Job = Readonly<Record<string, unknown>>;

function converted(jobs: Readonly<Record<string, Job>>, env: object = {}) {
  const all = Object.entries(jobs).map(([id, job]) => [id, { 'runs-on': 'ubuntu-latest', ...job }]);
  const text = JSON.stringify({ name: 'CI', env, jobs: Object.fromEntries(all) });
  const result = convert([{ path: 'ci.yml', text }]);
  if (result.type !== 'converted') throw new Error('expected a conversion');
  return { ...result, byId: new Map(result.mission.tasks.map((task) => [task.id, task])) };
}

const run = (...commands: readonly string[]): Job => ({ steps: commands.map((command) => ({ run: command })) });
const build = run('make build');

describe('a job that needs one that the mission does not have', () => {
  test.each<[string, Job]>([
    ['on another system', { needs: 'build', 'runs-on': 'macos-latest', ...run('make check') }],
    ['that only joins results', { needs: ['build'], if: 'always()', steps: [{ uses: 're-actors/alls-green@v1' }] }],
    ['that never runs', { needs: ['build'], if: false, ...run('make check') }],
  ])('F466 waits for what is behind it: %s', (_, middle) => {
    const { byId } = converted({ build, middle, after: { needs: 'middle', ...run('make package') } });
    expect(byId.get('after')?.needs).toEqual(['build']);
    expect(byId.get('after')?.if).toBeUndefined();
  });

  test.each<[string, Job, string | undefined, string]>([
    ['on another system', { 'runs-on': 'macos-latest', ...build }, undefined, 'false'],
    ['that never runs', { if: false, ...build }, undefined, 'false'],
    ['with a condition', { if: false, ...build }, "github.ref == 'x'", "false && (github.ref == 'x')"],
  ])('F466 what publishes does not run without a job that it needs: %s', (_, before, condition, expected) => {
    const last = { needs: 'before', ...(condition === undefined ? {} : { if: condition }), ...run('npm publish') };
    const { byId, notes, repaired } = converted({ build, before, last });
    expect(byId.get('last')?.if).toBe(expected);
    expect(notes.map(({ text }) => text).join('\n')).toContain('take `false` out of its `if`');
    expect(repaired).toBe(0);
  });
});

describe('outputs that a script writes in another way', () => {
  const reading = 'echo ${{ steps.it.outputs.version }}';

  test('reach later steps through tee', () => {
    const script = 'echo version=1 | tee -a "$GITHUB_OUTPUT"';
    const { text, notes } = converted({ build: { steps: [{ id: 'it', run: script }, { run: reading }] } });
    expect(text).toContain('tee -a "$MISSION_ENV" "$MISSION_OUTPUT"');
    expect(notes).toEqual([]);
  });

  test('of earlier steps are kept where a step writes its own', () => {
    const { text } = converted({ build: run('echo a=1 > "$GITHUB_OUTPUT"') });
    expect(text).toContain('echo a=1 >> "$MISSION_OUTPUT"');
  });

  test('have a note if they would be lost', () => {
    const inScript = converted({ build: { steps: [{ id: 'it', run: './version.sh' }, { run: reading }] } });
    expect(inScript.notes.map(({ text }) => text)).toEqual([
      'its outputs are read, but a mission has no `GITHUB_OUTPUT`: write to `$MISSION_OUTPUT`',
    ]);
    const python = 'import os; print("version=1", file=open(os.environ["GITHUB_OUTPUT"], "a"))';
    const inPython = converted({
      build: { steps: [{ id: 'it', shell: 'python', run: python }, { run: reading }] },
    });
    expect(inPython.notes.map(({ text }) => text)).toEqual([
      'later steps read its outputs: write them to `$MISSION_ENV` too',
    ]);
  });
});

test('a value that is a whole command runs without pipefail, as on GitHub', () => {
  const strategy = { matrix: { command: ['false | cat', 'true'] } };
  const { byId } = converted({ build: { strategy, steps: [{ run: '${{ matrix.command }}' }] } });
  expect([...byId.values()].map(({ shell }) => shell)).toEqual(['bash -e {0}', 'bash -e {0}']);
});

test('a variable with the name of a secret has a note, because it hides the secret', () => {
  const steps = [{ run: './deploy ${{ secrets.URL }} ${{ secrets.KEY }}', env: { KEY: '${{ secrets.KEY }}' } }];
  const { notes } = converted({ build: { steps } }, { URL: 'localhost' });
  expect(notes.map(({ construct }) => construct)).toEqual(['URL: localhost']);
});
