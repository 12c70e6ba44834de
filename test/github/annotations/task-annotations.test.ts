import { describe, expect, test } from 'vitest';
import type { Sources } from '../../../src/github/annotations/sources.ts';
import { taskAnnotations } from '../../../src/github/annotations/task-annotations.ts';
import { endedReport } from '../ended-report.ts';

const nowhere: Sources = { pathOf: () => undefined };

/** A repository in which the mission's root is `shop`, and which has one file. */
const onlyCart: Sources = { pathOf: (file) => (file === 'src/cart.test.ts' ? `shop/${file}` : undefined) };

test('a failure is an error at its line, with the reason and the end of the log', () => {
  const report = endedReport([
    { id: 'L2.1', status: 'succeeded' },
    {
      id: 'L2.2',
      name: 'Hardening',
      status: 'failed',
      reason: 'exit code 3',
      logTail: 'one\n\n::error::two\n',
      line: 14,
    },
  ]);
  expect(taskAnnotations(report, 'the report', nowhere)).toEqual([
    {
      kind: 'error',
      title: 'L2.2 Hardening: failed',
      message: 'exit code 3\none\n\u200b::error::two',
      file: 'ci/mission.yml',
      line: 14,
    },
  ]);
});

test('lines of the log that look like the cause stand above its end, without those that are shown anyway', () => {
  const causes = [
    { line: 3, text: 'error: in the reason' },
    { line: 5, text: 'error: ::warning::two' },
    { line: 8, text: 'error: in the tail' },
  ];
  const [annotation] = taskAnnotations(
    endedReport([
      {
        id: 'L2.1',
        status: 'failed',
        reason: 'error: in the reason (line 3 of its log); it exited with code 1',
        logTail: 'error: in the tail\nbye\n',
        causes,
      },
    ]),
    'the report',
    nowhere,
  );
  expect(annotation?.message.split('\n')).toEqual([
    'error: in the reason (line 3 of its log); it exited with code 1',
    'Line 5: error: ::warning::two',
    'error: in the tail',
    'bye',
  ]);
});

test('an allowed failure and a degraded run are warnings, and a cancelled task has no annotation', () => {
  const report = endedReport(
    [
      { id: 'L2.1', status: 'timed-out', continueOnError: true },
      { id: 'L2.2', status: 'cancelled' },
    ],
    [{ type: 'degraded', at: 3000, message: 'the log disk is full' }],
  );
  expect(taskAnnotations(report, 'the report', nowhere)).toMatchObject([
    { kind: 'warning', title: 'L2.1: timed out', message: 'it timed out' },
    { kind: 'warning', title: 'The run was degraded', message: 'the log disk is full' },
  ]);
});

test('after a hundred failures, one error is reserved for the verdict, and a notice counts the rest', () => {
  const report = endedReport(Array.from({ length: 100 }, (_, index) => ({ id: `L2.${index}`, status: 'failed' })));
  const annotations = taskAnnotations(report, 'the report', nowhere);
  expect(annotations.filter(({ kind }) => kind === 'error')).toHaveLength(9);
  expect(annotations.filter(({ kind }) => kind !== 'error')).toEqual([
    { kind: 'notice', title: '91 more failures', message: '91 more failures without an annotation: see the report.' },
  ]);
});

describe('failed test cases', () => {
  const failures = [
    { name: 'cart > adds', message: 'expected 3, received 2 (toBe)', file: 'src/cart.test.ts', line: 7 },
    { name: 'cart > pays', message: 'expected 1 to be 2\n- 2\n::error::+ 1', file: 'src/gone.test.ts', line: 9 },
    { name: '', message: 'no price', file: 'src/cart.test.ts' },
  ];

  test('are annotated at their sources with their reasons, or at the line of the mission if the file is not there', () => {
    const reason =
      'expected 3, received 2 (toBe) (cart > adds at src/cart.test.ts:7), the first of 3 failed test cases';
    const report = endedReport([{ id: 'unit', name: 'Unit', status: 'failed', reason, failures, line: 12 }]);
    expect(taskAnnotations(report, 'the report', onlyCart)).toEqual([
      {
        kind: 'error',
        title: 'unit Unit: cart > adds',
        message: 'expected 3, received 2 (toBe)',
        file: 'shop/src/cart.test.ts',
        line: 7,
      },
      {
        kind: 'error',
        title: 'unit Unit: cart > pays',
        message: 'expected 1 to be 2\n- 2\n\u200b::error::+ 1',
        file: 'ci/mission.yml',
        line: 12,
      },
      { kind: 'error', title: 'unit Unit: without a name', message: 'no price', file: 'shop/src/cart.test.ts' },
    ]);
  });

  test('of a task that timed out come after its time limit', () => {
    const report = endedReport([{ id: 'unit', status: 'timed-out', reason: 'stopped after its timeout', failures }]);
    const titles = taskAnnotations(report, 'the report', onlyCart).map(({ title }) => title);
    expect(titles).toEqual(['unit: timed out', 'unit: cart > adds', 'unit: cart > pays', 'unit: without a name']);
  });

  test('that only repeat a failed subtest are left out', () => {
    const go = [
      { name: 'cart.TestTable/two', message: 'found 3', file: 'cart_test.go', line: 25 },
      { name: 'cart.TestTable', message: 'Failed' },
    ];
    const report = endedReport([{ id: 'unit', status: 'failed', failures: go }]);
    expect(taskAnnotations(report, 'the report', nowhere)).toMatchObject([{ title: 'unit: cart.TestTable/two' }]);
  });

  test('F490 share the annotations that GitHub shows: each failed task has one before any has a second', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ name: `case ${index}`, message: 'm' }));
    const report = endedReport([
      { id: 'large', status: 'failed', failures: many },
      { id: 'small', status: 'failed', failures: many.slice(0, 2) },
      { id: 'plain', status: 'failed', reason: 'it exited with code 1' },
      { id: 'allowed', status: 'failed', continueOnError: true, failures: many },
    ]);
    const annotations = taskAnnotations(report, 'the report', nowhere);
    expect(annotations.filter(({ kind }) => kind === 'error').map(({ title }) => title)).toEqual([
      'large: case 0',
      'small: case 0',
      'plain: failed',
      'large: case 1',
      'small: case 1',
      'large: case 2',
      'large: case 3',
      'large: case 4',
      'large: case 5',
    ]);
    expect(annotations.filter(({ kind }) => kind === 'warning')).toHaveLength(7);
    expect(annotations.filter(({ kind }) => kind === 'notice')).toEqual([
      { kind: 'notice', title: '87 more failures', message: '87 more failures without an annotation: see the report.' },
    ]);
  });

  test('F493 10,000 failed test cases have nine annotations and one notice', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `case ${index}`, message: 'm', file: 'a.ts' }));
    const report = endedReport([{ id: 'unit', status: 'failed', failures: many }]);
    const annotations = taskAnnotations(report, 'the report', onlyCart);
    expect(annotations).toHaveLength(10);
    expect(annotations.at(-1)).toMatchObject({ kind: 'notice', title: '9991 more failures' });
  });

  test('F491 a huge or hostile message stays within the limits, and its reason stays first', () => {
    const hostile = [{ name: `n\n${'x'.repeat(100_000)}`, message: `reason\n${'::error::y\n'.repeat(10_000)}` }];
    const [annotation] = taskAnnotations(
      endedReport([{ id: 'unit', status: 'failed', failures: hostile }]),
      'the report',
      nowhere,
    );
    expect(annotation?.title.length).toBeLessThan(140);
    expect(annotation?.title).not.toContain('\n');
    expect(annotation?.message).toMatch(/^reason\n\u200b::error::y\n/);
    expect(Buffer.byteLength(annotation?.message ?? '')).toBeLessThan(4097);
  });
});

test('the error of a compiler is annotated at its file, if that is in the repository', () => {
  const annotate = (text: string) => {
    const report = endedReport([{ id: 'build', status: 'failed', reason: 'r', causes: [{ line: 3, text }], line: 12 }]);
    const [{ file, line } = {}] = taskAnnotations(report, 'the report', onlyCart);
    return `${file}:${line}`;
  };
  expect(annotate('src/cart.test.ts(4,7): error TS2322: no price')).toBe('shop/src/cart.test.ts:4');
  expect(annotate('./src/cart.test.ts:4:7: error: no price')).toBe('shop/src/cart.test.ts:4');
  expect(annotate('--> src/cart.test.ts:4:7')).toBe('shop/src/cart.test.ts:4');
  expect(annotate('src/gone.ts:4:7: error: no price')).toBe('ci/mission.yml:12');
  expect(annotate('src/cart.test.ts:0:7: error: no price')).toBe('ci/mission.yml:12');
  expect(annotate('error: src/cart.test.ts:4')).toBe('ci/mission.yml:12');
});
