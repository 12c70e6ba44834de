import { expect, test } from 'vitest';
import { readMission } from '../../../src/mission/read.ts';
import { leftOutReads } from '../../../src/mission/selection/left-out-reads.ts';
import { selectTasks } from '../../../src/mission/selection/select-tasks.ts';

const text = `name: X
tasks:
  a: { run: make }
  b: { run: make, matrix: { node: [22, 24] } }
tests:
  c:
    needs: [a, b]
    if: success() && tasks.a.result == 'success'
    env: { FILE: "\${{ tasks.a.outputs.file }}", NODE: "\${{ tasks['b (22)'].status }}" }
    run: make test
`;

function warnings(only: readonly string[]) {
  const { mission, checking } = readMission(text, 'm.yml');
  if (mission === undefined || checking === undefined) throw new Error('expected a valid mission');
  const selected = selectTasks(mission, { only, skip: [] });
  if (selected.type === 'refused') throw new Error(selected.message);
  return leftOutReads(mission, selected.mission, checking, 'm.yml');
}

test('F312 an expression that reads a task that is left out gets a warning at its place', () => {
  expect(warnings(['c', 'b'])).toEqual([
    expect.objectContaining({
      ...{ file: 'm.yml', severity: 'warning', code: 'left-out-status', line: 8, column: 28, endColumn: 29 },
      message: '`c` reads `a`, which is left out of this run, so the value is empty',
    }),
    expect.objectContaining({ line: 9, column: 29 }),
  ]);
  expect(warnings(['c', 'a', 'b (24)']).map(({ message }) => message)).toEqual([
    '`c` reads `b (22)`, which is left out of this run, so the value is empty',
  ]);
});

test('without such an expression there is no warning', () => {
  expect(warnings(['a', 'b', 'c'])).toEqual([]);
  expect(warnings(['a'])).toEqual([]);
});
