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
