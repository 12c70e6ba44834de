// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert/assemble/convert.ts';

/** The conversion of jobs with these commands; two values of a matrix if `legs` is true. */
function missionOf(jobs: Readonly<Record<string, readonly string[]>>, legs = false) {
  const matrix = { strategy: { matrix: { leg: ['a', 'b'] } }, env: { LEG: '${{ matrix.leg }}' } };
  const all = Object.entries(jobs).map(([id, commands]) => {
    const steps = commands.map((run) => ({ run }));
    return [id, { 'runs-on': 'ubuntu-latest', ...(legs ? matrix : {}), steps }];
  });
  const result = convert([{ path: 'ci.yml', text: JSON.stringify({ jobs: Object.fromEntries(all) }) }]);
  if (result.type !== 'converted') throw new Error('expected a conversion');
  expect(result.repaired).toBe(0);
  return result;
}

function changedIn({ notes }: ReturnType<typeof missionOf>, words: string): readonly string[] {
  return notes.filter(({ text, kind }) => text.includes(words) && kind === 'changed').map(({ construct }) => construct);
}

const lockNames = (result: ReturnType<typeof missionOf>) =>
  result.mission.tasks.map(({ locks }) =>
    locks.map((lock) => (typeof lock === 'string' ? lock : JSON.stringify(lock))),
  );

describe('a package manager of the system', () => {
  test('F468 has a lock if jobs would run it at the same time, because the second one would fail', () => {
    const converted = missionOf({
      lint: ['make lint', 'sudo apt-get install -y shellcheck'],
      unit: ['make unit', 'sudo apt install -y sqlite3'],
      docs: ['make docs'],
    });
    expect(lockNames(converted).toSorted()).toEqual([[], ['apt-get'], ['apt-get']]);
    expect(changedIn(converted, 'only one of them can run at a time')).toEqual(['locks: apt-get', 'locks: apt-get']);
  });

  test('has a lock if combinations of a matrix run it', () => {
    const converted = missionOf({ unit: ['make $LEG', 'brew install jq'] }, true);
    expect(lockNames(converted)).toEqual([['brew'], ['brew']]);
  });

  test('runs once in a script of the project that is named after it, not in each combination', () => {
    const converted = missionOf({ unit: ['ci/ubuntu-install-packages', 'make $LEG'] }, true);
    const installs = converted.mission.tasks.filter(({ steps }) => steps.some(({ run }) => run.includes('packages')));
    expect(converted.mission.tasks).toHaveLength(3);
    expect(installs).toHaveLength(1);
  });

  test('has no lock if it runs once', () => {
    const converted = missionOf({
      unit: ['make', 'sudo apt-get update && sudo apt-get install jq'],
      docs: ['make docs'],
    });
    expect(lockNames(converted).flat()).toEqual([]);
    expect(changedIn(converted, 'the machine is new for each job')).toEqual(['sudo apt-get update']);
  });
});

test.each(['npm config set loglevel error', 'git config --global user.name ci', 'rustup default nightly'])(
  '`%s` has a comment, because it changes the machine of every task',
  (command) => {
    expect(changedIn(missionOf({ unit: ['make', command] }), 'the machine is new for each job')).toEqual([command]);
  },
);

test.each(['npm config get registry', 'git config user.name ci', 'rustup default', 'rustup toolchain list'])(
  '`%s` has none, because it changes nothing, or only the folder',
  (command) => {
    expect(changedIn(missionOf({ unit: ['make', command] }), 'the machine is new for each job')).toEqual([]);
  },
);

describe('a place at which several entries write', () => {
  test.each([
    'mkdir out',
    'curl -sSL -o tool.tgz https://example.com/tool.tgz',
    'curl -sSLo tool.tgz "https://example.com/$VERSION"',
    'curl -LO "https://example.com/$VERSION/tool.tgz"',
    'wget -q https://example.com/tool.tgz',
    'tar -xzf "$ARCHIVE" -C vendor',
    'unzip -q tool.zip -d vendor',
    'git clone https://example.com/a.git a',
    'python -m venv .venv',
    'echo ok > shared.txt',
  ])('F468 has a comment in each combination and job: %s', (command) => {
    expect(changedIn(missionOf({ unit: ['make $LEG', command] }, true), 'may write there too')).toEqual([command]);
    const jobs = missionOf({ one: ['make one', command], two: ['make two', command], three: ['make three'] });
    expect(changedIn(jobs, 'may write there too')).toEqual([command, command]);
  });

  test.each([
    ['a value of the matrix', 'mkdir out-$LEG'],
    ['its folder made only if it is missing', 'mkdir -p out'],
    ['no file', 'echo ok > /dev/null'],
    ['an error stream', 'echo failed >&2'],
    ['a folder that is computed', 'cd "$(mktemp -d)" && mkdir out'],
    ['the standard output', 'curl -o - https://example.com/tool.tgz'],
    ['a page that is only read', 'curl -sSf https://example.com/tool.tgz'],
    ['a document', 'cat <<EOF\nmkdir out\nEOF'],
    ['a comment', '# mkdir out'],
  ])('has none with %s', (_, command) => {
    expect(changedIn(missionOf({ unit: ['make $LEG', command] }, true), 'may write there too')).toEqual([]);
  });

  test('is another one in another folder', () => {
    const jobs = missionOf({ one: ['make one', 'cd a && mkdir out'], two: ['make two', 'mkdir out'] });
    expect(changedIn(jobs, 'may write there too')).toEqual([]);
    const same = missionOf({ one: ['make one', 'cd a && mkdir out'], two: ['make two', 'mkdir a/out'] });
    expect(changedIn(same, 'may write there too')).toHaveLength(2);
  });
});

describe('RUNNER_TEMP', () => {
  test.skipIf(process.platform === 'win32')(
    'F468 is a new folder of each task, which its steps share, also without a runner',
    () => {
      const base = mkdtempSync(join(tmpdir(), 'shared-machine-'));
      const converted = missionOf(
        { unit: ['mkdir "$RUNNER_TEMP/new-$LEG-x"', 'ls -d ${{ runner.temp }}/new-$LEG-x'] },
        true,
      );
      const run = (name: string, given: NodeJS.ProcessEnv): void => {
        for (const { run: script } of converted.mission.tasks[0]?.steps ?? []) {
          const env = {
            PATH: process.env.PATH,
            LEG: 'a',
            MISSION_RUN: 'r',
            MISSION_FILE_NAME: name,
            MISSION_ATTEMPT: '1',
          };
          execFileSync('bash', ['-e', '-c', script], {
            env: { ...env, ...given },
            stdio: ['ignore', 'pipe', 'inherit'],
          });
        }
      };
      try {
        run('unit@a', { TMPDIR: base });
        run('unit@b', { TMPDIR: base });
        run('unit@a', { RUNNER_TEMP: join(base, 'runner') });
        expect(readdirSync(join(base, 'r')).toSorted()).toEqual(['unit@a-1', 'unit@b-1']);
        expect(existsSync(join(base, 'runner', 'r', 'unit@a-1', 'new-a-x'))).toBe(true);
      } finally {
        rmSync(base, { recursive: true });
      }
      expect(changedIn(converted, 'a folder of its own')).toEqual(['RUNNER_TEMP', 'RUNNER_TEMP']);
    },
  );

  test('keeps a step in its own task, because another task has another folder', () => {
    const converted = missionOf({
      one: ['npm install --cache "$RUNNER_TEMP/npm"', 'make one'],
      two: ['npm install --cache "$RUNNER_TEMP/npm"', 'make two'],
    });
    expect(converted.mission.tasks.map(({ id }) => id)).toEqual(['one', 'two']);
  });
});
