// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

import { describe, expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';

interface Job {
  readonly steps: readonly object[];
  readonly [key: string]: unknown;
}

/** The conversion of these jobs. */
function missionOf(jobs: Readonly<Record<string, Job>>, rest: object = {}) {
  const all = Object.entries(jobs).map(([id, job]) => [id, { 'runs-on': 'ubuntu-latest', ...job }]);
  const text = JSON.stringify({ name: 'CI', ...rest, jobs: Object.fromEntries(all) });
  const result = convert([{ path: 'ci.yml', text }]);
  if (result.type !== 'converted') throw new Error('expected a conversion');
  expect(result.repaired).toBe(0);
  return { ...result, head: result.text.slice(0, result.text.indexOf('\nname:')).replace(/\n# {3}/g, ' ') };
}

type Result = ReturnType<typeof missionOf>;

/** The constructs of the notes whose text has these words. */
function notedIn({ notes }: Result, words: string, kind: 'left-out' | 'changed'): readonly string[] {
  return notes.filter((note) => note.text.includes(words) && note.kind === kind).map(({ construct }) => construct);
}

const node = (version: unknown) => ({ uses: 'actions/setup-node@v4', with: { 'node-version': version } });

describe('toolchains of several jobs', () => {
  test('F467 that differ are not taken, and each entry and the head of the file name the version of each job', () => {
    const converted = missionOf({
      lint: { steps: [node(18), { run: 'npm run lint' }] },
      unit: { steps: [node(24), { run: 'npm test' }] },
      types: { steps: [node(24), { run: 'npx tsc --noEmit' }] },
    });
    expect(converted.head).toContain('- actions/setup-node@v4 (node-version: 18) for lint');
    expect(converted.head).toContain('- actions/setup-node@v4 (node-version: 24) for unit, types');
    expect(notedIn(converted, 'all tasks share one machine', 'left-out')).toEqual([
      'actions/setup-node@v4 (node-version: 18)',
      'actions/setup-node@v4 (node-version: 24)',
      'actions/setup-node@v4 (node-version: 24)',
    ]);
  });

  test.each([
    ['the same version', [node(24), node(24)]],
    [
      'the same toolchain as an input',
      [
        { uses: 'dtolnay/rust-toolchain@stable' },
        { uses: 'dtolnay/rust-toolchain@master', with: { toolchain: 'stable', targets: 'wasm32-wasip1' } },
      ],
    ],
    ['two versions of the action', [node(24), { ...node(24), uses: 'actions/setup-node@v5' }]],
    ['a cache in one of them', [node(24), { ...node(24), with: { 'node-version': 24, cache: 'npm' } }]],
    [
      'other components',
      ['clippy', 'rustfmt'].map((components) => ({ uses: 'dtolnay/rust-toolchain@stable', with: { components } })),
    ],
  ])('need no note: %s', (_, setups) => {
    const jobs = setups.map(
      (setup, index) => [`job${index}`, { steps: [setup, { run: `./check ${index}` }] }] as const,
    );
    const converted = missionOf(Object.fromEntries(jobs));
    expect(notedIn(converted, 'share one machine', 'left-out')).toEqual([]);
    expect(converted.head).not.toContain(' for ');
  });

  test('differ by the name of the version of an action too', () => {
    const converted = missionOf({
      build: { steps: [{ uses: 'dtolnay/rust-toolchain@stable' }, { run: 'cargo build' }] },
      miri: { steps: [{ uses: 'dtolnay/rust-toolchain@nightly' }, { run: 'cargo miri test' }] },
    });
    expect(notedIn(converted, 'share one machine', 'left-out')).toEqual([
      'dtolnay/rust-toolchain@stable',
      'dtolnay/rust-toolchain@nightly',
    ]);
  });

  test('differ between two workflows', () => {
    const workflow = (version: number) => ({
      path: `${version}.yml`,
      text: JSON.stringify({
        jobs: { job: { 'runs-on': 'ubuntu-latest', steps: [node(version), { run: 'npm test' }] } },
      }),
    });
    const result = convert([workflow(18), workflow(24)]);
    if (result.type !== 'converted') throw new Error('expected a conversion');
    expect(result.text).toContain('(node-version: 18) for job ');
    expect(result.text).toContain('(node-version: 24) for job-2 ');
  });
});

describe('expressions in what to do before the mission', () => {
  test('F467 become all values of the matrix, and the entry states that one machine has one of them', () => {
    const converted = missionOf({
      test: {
        strategy: { matrix: { python: ['3.11', '3.12'] } },
        steps: [
          { uses: 'actions/setup-python@v5', with: { 'python-version': '${{ matrix.python }}' } },
          { run: 'tox -e py${{ matrix.python }}' },
        ],
      },
    });
    expect(converted.head).toContain('- actions/setup-python@v5 (python-version: [3.11, 3.12]) for test');
    expect(notedIn(converted, 'each combination sets up a version of its own', 'left-out')).toHaveLength(1);
  });

  test('F467 are not taken if another job computes the value', () => {
    const converted = missionOf({
      meta: {
        outputs: { msrv: '${{ steps.m.outputs.msrv }}' },
        steps: [{ id: 'm', run: 'echo msrv=1.70 >> $GITHUB_OUTPUT' }],
      },
      msrv: {
        needs: 'meta',
        steps: [
          { uses: 'dtolnay/rust-toolchain@master', with: { toolchain: '${{ needs.meta.outputs.msrv }}' } },
          { run: 'cargo test' },
        ],
      },
    });
    expect(converted.head).not.toContain('${{');
    expect(notedIn(converted, 'known only while the workflow runs', 'left-out')).toEqual([
      'uses: dtolnay/rust-toolchain@master (toolchain: ${{ needs.meta.outputs.msrv }})',
    ]);
  });

  test('become the value of a variable, and keep what the step before the mission can read', () => {
    const converted = missionOf(
      {
        test: {
          steps: [
            node('${{ env.NODE }}'),
            { uses: 'actions/checkout@v5', with: { ref: '${{ github.head_ref }}' } },
            { uses: 'owner/setup-it@v1', with: { version: '${{ vars.IT }}' } },
            { run: 'npm test' },
          ],
        },
      },
      { env: { NODE: '24' } },
    );
    expect(converted.head).toContain('(node-version: 24)');
    expect(converted.head).toContain('(ref: ${{ github.head_ref }})');
    expect(converted.head).toContain('(version: ${{ vars.IT }})');
  });
});

describe('combinations of a matrix', () => {
  const run = (text: string) => [{ run: text }];

  test('F469 that differ in nothing that is read become one, and a note has the values', () => {
    const converted = missionOf({ stress: { strategy: { matrix: { round: [1, 2, 3] } }, steps: run('./stress') } });
    expect(converted.mission.tasks.map(({ id }) => id)).toEqual(['stress']);
    expect(notedIn(converted, 'no command reads it', 'left-out')).toEqual(['round: [1, 2, 3]']);
  });

  test('that are only listed become one, that of a stable version', () => {
    const include = [
      { build: 'pinned', rust: '1.96' },
      { build: 'stable', rust: 'stable' },
      { build: 'nightly', rust: 'nightly' },
    ];
    const steps = [
      { uses: 'dtolnay/rust-toolchain@master', with: { toolchain: '${{ matrix.rust }}' } },
      { run: 'cargo test' },
    ];
    const converted = missionOf({
      test: { name: 'test (${{ matrix.build }})', strategy: { matrix: { include } }, steps },
    });
    expect(converted.mission.tasks.map(({ id, name }) => [id, name])).toEqual([['test', 'test (stable)']]);
    expect(notedIn(converted, 'no command reads', 'left-out')).toEqual([
      'include: [{ build: pinned }, { build: nightly }]',
    ]);
  });

  test('F469 that have only an unread value are kept beside those with more', () => {
    const include = [{ rust: 'stable' }, { rust: 'beta' }, { rust: 'stable', target: 'arm' }];
    const steps = [
      { uses: 'dtolnay/rust-toolchain@master', with: { toolchain: '${{ matrix.rust }}' } },
      { run: 'cargo test --target "${{ matrix.target }}"' },
    ];
    const converted = missionOf({ test: { strategy: { matrix: { include } }, steps } });
    expect(converted.mission.tasks.map(({ matrix }) => matrix)).toHaveLength(2);
    expect(notedIn(converted, 'no command reads', 'left-out')).toEqual(['include: [{ rust: beta }]']);
  });

  test.each([
    ['a condition', { if: "matrix.round == 1 || github.ref == 'refs/heads/main'" }, run('./stress')],
    ['a variable', { env: { ROUND: '${{ matrix.round }}' } }, run('./stress')],
    ['a condition of a step', {}, [{ if: 'matrix.round > 1', run: './prepare' }, { run: './stress' }]],
    ['all values', {}, run("echo '${{ toJSON(matrix) }}'")],
    [
      'include',
      { strategy: { matrix: { round: [1, 2], include: [{ round: 1, extra: 'x' }] } } },
      run('./s ${{ matrix.extra }}'),
    ],
  ])('F469 are kept if %s reads the value', (_, job, steps) => {
    const converted = missionOf({ stress: { strategy: { matrix: { round: [1, 2] } }, ...job, steps } });
    expect(notedIn(converted, 'no command reads', 'left-out')).toEqual([]);
  });

  test.each([
    [undefined, ['strategy: fail-fast is true by default']],
    [true, ['fail-fast: true']],
    [false, []],
  ])('state that `fail-fast: %s` has another meaning', (failFast, expected) => {
    const strategy = { matrix: { round: [1, 2] }, 'fail-fast': failFast };
    const converted = missionOf({ stress: { strategy, steps: run('./stress ${{ matrix.round }}') } });
    expect(notedIn(converted, 'stops no other one here', 'changed')).toEqual(expected);
  });
});

describe('what decides when a workflow runs, and names', () => {
  const steps = [{ run: 'npm test' }];

  test('are noted: triggers once for the file', () => {
    const on = { push: { 'paths-ignore': ['*.md'] }, schedule: [{ cron: '0 1 * * *' }] };
    const converted = missionOf({ one: { steps }, two: { steps: [{ run: 'npm run lint' }] } }, { on });
    expect(notedIn(converted, 'in the workflow that runs the mission', 'changed')).toEqual([
      'on: {push: {paths-ignore: [*.md]}, schedule: [{cron: 0 1 * * *}]}',
    ]);
  });

  test.each([
    ['${{ matrix.label || matrix.round }}', 'left-out', undefined],
    ['Test ${{ github.ref }}', 'changed', 'Test github.ref (1)'],
    ['Test ${{ matrix.round }}', undefined, 'Test 1'],
  ] as const)('of jobs have a note if an expression is lost: %s', (name, kind, shown) => {
    const strategy = { matrix: { round: [1, 2] } };
    const converted = missionOf({ test: { name, strategy, steps: [{ run: './t ${{ matrix.round }}' }] } });
    const notes = converted.notes.filter(({ text }) => text.startsWith('in a name'));
    expect(notes.map((note) => note.kind)).toEqual(kind === undefined ? [] : [kind]);
    if (shown !== undefined) expect(converted.mission.tasks[0]?.name).toBe(shown);
  });
});

test.each([
  [undefined, 'the task fails here if the file is missing, of which the workflow only warns'],
  ['warn', 'the task fails here if the file is missing, of which the workflow only warns'],
  ['error', 'the task fails here if the file is missing'],
])('an upload with `if-no-files-found: %s` states when a missing file fails the task', (rule, text) => {
  const upload = { uses: 'actions/upload-artifact@v4', with: { path: 'out', 'if-no-files-found': rule } };
  const { notes } = missionOf({ build: { steps: [{ run: 'make' }, upload] } });
  expect(notes.map((note) => [note.kind, note.text])).toEqual([['changed', text]]);
});
