import { describe, expect, test } from 'vitest';
import { readConcurrently } from '../../../src/convert/npm/concurrently.ts';
import { matchPrefix, matchScripts } from '../../../src/convert/npm/patterns.ts';
import { readRunAll } from '../../../src/convert/npm/run-all.ts';

const scripts = new Set(['clean', 'build:css', 'build:js', 'build:js:min', 'lint', 'test']);

/** Stages as text: members that start together are joined by `+`. */
function stagesOf(program: string, line: string): string | undefined {
  const found = readRunAll(program, line.split(' '), scripts);
  const limit = found?.mostAtOnce === undefined ? '' : ` at most ${found.mostAtOnce}`;
  return found && `${found.stages.map(({ members }) => members.join('+')).join(' ')}${limit}`;
}

describe('npm-run-all', () => {
  test.each([
    ['run-s', 'clean lint', 'clean lint'],
    ['run-p', 'lint test', 'lint+test'],
    ['npm-run-all', 'clean lint', 'clean lint'],
    ['npm-run-all', 'clean --parallel build:* -s test', 'clean build:css+build:js test'],
    ['npm-run-all', '-p lint test', 'lint+test'],
    ['run-p', 'build:**', 'build:css+build:js+build:js:min'],
    ['run-p', 'build:* !build:css', 'build:js'],
    ['run-s', 'build:*', 'build:css build:js'],
    ['run-p', '-lc lint test', 'lint+test'],
    ['run-p', '--max-parallel 2 lint test clean', 'lint+test+clean at most 2'],
    ['run-p', '--max-parallel=1 lint test', 'lint test'],
    ['run-p', 'lint lint', 'lint'],
    ['run-p', '--print-label --aggregate-output lint', 'lint'],
  ])('%s %s', (program, line, stages) => {
    expect(stagesOf(program, line)).toBe(stages);
  });

  test.each([
    ['run-p', '--race lint test'],
    ['run-s', '-c lint test'],
    ['run-p', 'lint -- --fix'],
    ['run-p', 'missing'],
    ['run-p', 'deploy:*'],
    ['run-p', '--max-parallel x lint'],
    ['npm-run-all', '-c clean -p lint test'],
    ['run-p', '--npm-path yarn lint'],
  ])('%s %s stays with the tool', (program, line) => {
    expect(stagesOf(program, line)).toBeUndefined();
  });

  test('a name with arguments stays with the tool', () => {
    expect(readRunAll('run-p', ['lint --fix'], scripts)).toBeUndefined();
  });
});

describe('concurrently', () => {
  test('runs scripts by name or pattern, and commands', () => {
    const found = readConcurrently(['-n', 'a,b', '-c', 'red', 'npm:lint', 'npm:build:*', 'tsc --noEmit'], scripts);
    expect(found).toEqual({
      commands: [
        { type: 'script', name: 'lint' },
        { type: 'script', name: 'build:css' },
        { type: 'script', name: 'build:js' },
        { type: 'script', name: 'build:js:min' },
        { type: 'command', line: 'tsc --noEmit', name: undefined },
      ],
      mostAtOnce: undefined,
    });
  });

  test('takes the limit', () => {
    expect(readConcurrently(['-m', '2', 'a', 'b'], scripts)).toMatchObject({ mostAtOnce: 2 });
    expect(readConcurrently(['--max-processes=3', 'a'], scripts)).toMatchObject({ mostAtOnce: 3 });
  });

  test.each([
    ['-k', 'a', 'b'],
    ['--kill-others', 'a'],
    ['-s', 'first', 'a'],
    ['--success', 'command-x', 'a'],
    ['--restart-tries', '3', 'a'],
    ['npm:missing'],
    ['-m', '50%', 'a'],
    [],
  ])('stays whole with %s %s %s', (...options) => {
    expect(readConcurrently(options, scripts)).toBeUndefined();
  });
});

test('`*` of npm-run-all stops at a colon, that of concurrently does not', () => {
  expect(matchScripts('build:*', scripts)).toEqual(['build:css', 'build:js']);
  expect(matchPrefix('build:*', scripts)).toEqual(['build:css', 'build:js', 'build:js:min']);
  expect(matchScripts('b*d:js', scripts)).toEqual(['build:js']);
  expect(matchScripts('build.css', scripts)).toEqual([]);
});

test('stars may be anywhere, and a script does not mean itself', () => {
  const names = new Set(['a', 'a:b', 'a:b:c', 'ab', 'abab', ':', 'x:a']);
  expect(matchScripts('a*', names)).toEqual(['a', 'ab', 'abab']);
  expect(matchScripts('a**', names)).toEqual(['a', 'a:b', 'a:b:c', 'ab', 'abab']);
  expect(matchScripts('*:*', names)).toEqual(['a:b', ':', 'x:a']);
  expect(matchScripts('*b*b', names)).toEqual(['abab']);
  expect(matchScripts('*a*', names)).toEqual(['a', 'ab', 'abab']);
  expect(matchScripts('**a**', names, 'ab')).toEqual(['a', 'a:b', 'a:b:c', 'abab', 'x:a']);
  expect(matchPrefix('*:b*', names)).toEqual(['a:b', 'a:b:c']);
});

test('a pattern with many stars does not try all ways to divide a name', () => {
  const name = 'a'.repeat(3000);
  expect(matchPrefix(`${'*a'.repeat(30)}*b`, new Set([name]))).toEqual([]);
  expect(matchPrefix(`${'*a'.repeat(30)}*`, new Set([name]))).toEqual([name]);
});
