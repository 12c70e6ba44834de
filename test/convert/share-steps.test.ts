// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert/assemble/convert.ts';

interface Job {
  readonly steps: readonly object[];
  readonly env?: object;
  readonly strategy?: object;
}

/** The text of the mission of these jobs. */
function missionOf(jobs: Readonly<Record<string, Job>>) {
  const all = Object.entries(jobs).map(([id, job]) => [id, { 'runs-on': 'ubuntu-latest', ...job }]);
  const result = convert([{ path: 'ci.yml', text: JSON.stringify({ name: 'CI', jobs: Object.fromEntries(all) }) }]);
  if (result.type !== 'converted') throw new Error('expected a conversion');
  return result;
}

/** The ids of the entries that run a command. */
function idsOf({ mission }: ReturnType<typeof missionOf>, command: string): readonly string[] {
  return mission.tasks.filter(({ steps }) => steps.some(({ run }) => run.includes(command))).map(({ id }) => id);
}

const TOKEN = { NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}' };

describe('a shared step', () => {
  test('has the variables of the jobs that all of them have, because programs read them', () => {
    const env = { CYPRESS_INSTALL_BINARY: '0', ...TOKEN };
    const converted = missionOf({
      lint: { env: { ...env, A: '1' }, steps: [{ run: 'npm ci' }, { run: 'npm run lint' }] },
      test: { env: { ...env, A: '2' }, steps: [{ run: 'npm ci' }, { run: 'npm test' }] },
    });
    const [install] = converted.mission.tasks;
    expect(install?.id).toBe('install');
    expect(Object.keys(install?.env ?? {})).toEqual(['CYPRESS_INSTALL_BINARY', 'NODE_AUTH_TOKEN']);
  });

  test('may have a secret as a variable', () => {
    const converted = missionOf({
      lint: { steps: [{ run: 'npm ci', env: TOKEN }, { run: 'npm run lint' }] },
      test: { steps: [{ run: 'npm ci', env: TOKEN }, { run: 'npm test' }] },
    });
    expect(idsOf(converted, 'npm ci')).toEqual(['install']);
  });

  test('is none whose result a condition reads: the check behind it still runs', () => {
    const converted = missionOf({
      lint: {
        steps: [
          { id: 'install', run: 'npm ci' },
          { if: "steps.install.outcome == 'success'", run: 'npm run lint' },
        ],
      },
      test: { steps: [{ run: 'npm ci' }, { run: 'npm test' }] },
    });
    expect(converted.text).toContain("if: steps.install.outcome == 'success'");
    expect(converted.repaired).toBe(0);
  });

  test('is a build in all combinations of a matrix that are the same up to there', () => {
    const steps = [{ run: 'npm ci' }, { run: 'npm run build' }, { run: 'npm test -- --shard=${{ matrix.shard }}' }];
    const strategy = { matrix: { shard: [1, 2, 3] } };
    expect(idsOf(missionOf({ test: { strategy, steps } }), 'npm run build')).toHaveLength(1);
    const env = { FLAGS: '${{ matrix.shard }}' };
    expect(idsOf(missionOf({ test: { strategy, steps, env } }), 'npm run build')).toHaveLength(3);
  });

  test('is no installation that installs something else in each combination', () => {
    const converted = missionOf({
      test: {
        strategy: { matrix: { gemfile: ['a', 'b'] } },
        env: { BUNDLE_GEMFILE: 'gemfiles/${{ matrix.gemfile }}' },
        steps: [{ run: 'bundle install' }, { run: 'bundle exec rspec' }],
      },
      other: { steps: [{ run: 'make' }] },
    });
    expect(idsOf(converted, 'bundle install')).toHaveLength(2);
  });

  test('waits for the installations of all jobs', () => {
    const converted = missionOf({
      lint: { steps: [{ run: 'npm ci' }, { run: 'npm run build' }, { run: 'npm run lint' }] },
      types: { steps: [{ run: 'npm ci' }, { run: 'npm run types' }] },
      test: { steps: [{ run: 'npm ci' }, { run: 'pip install x' }, { run: 'npm run build' }, { run: 'npm test' }] },
      e2e: { steps: [{ run: 'npm ci' }, { run: 'pip install x' }, { run: 'npm run e2e' }] },
    });
    const [build, ...more] = converted.mission.tasks.filter(({ steps }) => steps[0]?.run === 'npm run build');
    expect(more).toEqual([]);
    expect(build?.needs.toSorted()).toEqual(['install', 'install-2']);
  });

  test('reads no variable that only a combination has', () => {
    const converted = missionOf({
      test: {
        strategy: { matrix: { set: ['a', 'b'] } },
        env: { SET: '${{ matrix.set }}' },
        steps: [{ run: 'pip install -r $SET.txt' }, { run: 'pytest $SET' }],
      },
      other: { steps: [{ run: 'make' }] },
    });
    expect(converted.repaired).toBe(0);
    expect(idsOf(converted, 'pip install')).toHaveLength(2);
  });
});

describe('installations that are not the same step', () => {
  test.each([
    ['lines', 'npm ci\nnpm run lint', 'npm ci\nnpm test\n'],
    ['a line', 'npm ci && npm run lint', 'npm ci\nnpm test'],
  ])('F465 are divided from the scripts that begin with them: %s', (_, lint, check) => {
    const converted = missionOf({ lint: { steps: [{ run: lint }] }, test: { steps: [{ run: check }] } });
    expect(idsOf(converted, 'npm ci')).toEqual(['install']);
    expect(converted.text).not.toContain('locks');
  });

  test('stay in a script that goes on after a failure', () => {
    const run = 'npm ci && npm test || true';
    const converted = missionOf({ one: { steps: [{ run }] }, other: { steps: [{ run }, { run: 'npm run e2e' }] } });
    expect(converted.text).toContain(run);
  });

  test('F465 get a lock, and so does what uses what another one installed', () => {
    const converted = missionOf({
      lint: { steps: [{ run: 'npm ci' }, { run: 'npm run lint' }] },
      test: { steps: [{ run: 'npm ci' }, { run: 'npm test' }] },
      e2e: { steps: [{ run: 'npm install --no-audit' }, { run: 'npm run e2e' }] },
      docs: { steps: [{ run: 'npm ci', 'working-directory': 'docs' }, { run: 'make docs' }] },
    });
    const locked = converted.mission.tasks.filter(({ locks }) => locks.length > 0).map(({ id }) => id);
    expect(locked.toSorted()).toEqual(['e2e', 'install', 'lint', 'test']);
    expect(converted.notes.filter(({ construct }) => construct === 'locks: node_modules')).toHaveLength(4);
  });

  test.each([
    ['pip', 'pip install -r requirements.txt', 'pip install ruff'],
    ['gems', 'bundle install', 'gem install rubocop'],
    ['composer', 'composer install', 'composer require --dev phpstan'],
    ['poetry', 'poetry install', 'poetry install --with docs'],
    ['uv', 'uv sync', 'uv sync --all-extras'],
  ])('F465 get a lock for %s', (lock, one, two) => {
    const converted = missionOf({
      test: { steps: [{ run: one }, { run: 'make test' }] },
      lint: { steps: [{ run: two }, { run: 'make lint' }] },
      other: { steps: [{ run: 'make' }] },
    });
    const locked = converted.mission.tasks.map(({ id, locks }) => [id, locks]);
    expect(locked).toEqual([
      ['other', []],
      ['test', [lock]],
      ['lint', [lock]],
    ]);
    expect(converted.notes.filter(({ construct }) => construct === `locks: ${lock}`)).toHaveLength(2);
  });

  test('get a lock if the combinations of a matrix install', () => {
    const converted = missionOf({
      test: {
        strategy: { matrix: { os: ['a', 'b'] } },
        steps: [{ run: 'echo ${{ matrix.os }}' }, { run: 'npm ci' }, { run: 'npm test' }],
      },
      build: { steps: [{ run: 'make' }] },
    });
    expect(converted.mission.tasks.filter(({ locks }) => locks.length > 0)).toHaveLength(2);
  });
});

describe('several workflows in one mission', () => {
  const workflow = (id: string, steps: readonly object[][]) => ({
    path: `${id}.yml`,
    text: JSON.stringify({
      jobs: Object.fromEntries(
        steps.map((each, index) => [
          `${id}${index}`,
          {
            'runs-on': 'ubuntu-latest',
            services: { db: { image: `db:${id}`, ports: ['5432:5432'] } },
            steps: each,
          },
        ]),
      ),
    }),
  });
  const install = { run: 'npm ci' };

  test.each([
    ['one job each', 1, 1],
    ['several jobs each', 2, 2],
    ['several jobs and one', 2, 1],
  ])('F465 install once: %s', (_, inFirst, inSecond) => {
    const files = [
      workflow(
        'lint',
        Array.from({ length: inFirst }, (__, index) => [install, { run: `npm run lint-${index}` }]),
      ),
      workflow(
        'test',
        Array.from({ length: inSecond }, (__, index) => [install, { run: `npm run test-${index}` }]),
      ),
    ];
    const result = convert(files);
    if (result.type !== 'converted') throw new Error('expected a conversion');
    expect(idsOf(result, 'npm ci')).toHaveLength(1);
    expect(result.notes.filter(({ text }) => text.includes('has the port 5432 too'))).toHaveLength(1);
  });
});
