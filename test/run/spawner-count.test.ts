import { expect, test } from 'vitest';
import { spawnerCount, writtenTasks } from '../../src/run/spawner-count.ts';

test('spawners pay from 50 tasks on, and two at most', () => {
  expect([49, 50, 5_000].map((tasks) => spawnerCount(tasks, 8))).toEqual([0, 2, 2]);
  expect([0.5, 1, 1.9].map((cpus) => spawnerCount(50, cpus))).toEqual([1, 1, 1]);
});

test('written tasks are counted from the text: the keys with the indentation of the first one below `tasks`', () => {
  const text = [
    'name: Build # tasks:',
    'env:',
    '    A: 1',
    'tasks: # all of them',
    '',
    '    # The first.',
    "    build: 'make'",
    '    "lint it":',
    '        run: |',
    '            echo a: b',
    '    test: { run: ./test }',
    '    - no key',
    'tests:',
    '    slow: ./slow',
    '',
  ].join('\n');
  expect(writtenTasks(text)).toBe(4);
  expect(writtenTasks(text.replaceAll('\n', '\r\n'))).toBe(4);
});

test.each(['', 'tasks:', 'tasks: { a: b }\n', 'name: X\n', 'tasks:\n  - a\n'])(
  'no written task is counted in %j',
  (text) => {
    expect(writtenTasks(text)).toBe(0);
  },
);
