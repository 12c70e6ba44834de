import { expect, test } from 'vitest';
import { diagnosticAnnotations } from '../../../src/github/annotations/diagnostic-annotations.ts';
import type { Diagnostic } from '../../../src/mission/diagnostics/diagnostic.ts';

const finding: Diagnostic = {
  file: 'ci/mission.yml',
  severity: 'error',
  code: 'unknown-key',
  message: 'unknown key `need`',
  hint: 'did you mean `needs`?',
  related: [{ line: 2, column: 1, message: 'the task starts here' }],
  line: 7,
  column: 5,
  endLine: 7,
  endColumn: 9,
};

test('an annotation has the place of the finding and its hint', () => {
  expect(diagnosticAnnotations([finding])).toEqual([
    {
      kind: 'error',
      title: 'Mission file: unknown-key',
      message: 'unknown key `need`\ndid you mean `needs`?\nline 2: the task starts here',
      file: 'ci/mission.yml',
      line: 7,
      endLine: 7,
      column: 5,
      endColumn: 9,
    },
  ]);
});

test('a finding over several lines has no columns, which GitHub would reject', () => {
  const [annotation] = diagnosticAnnotations([{ ...finding, endLine: 9 }]);
  expect(annotation).toMatchObject({ line: 7, endLine: 9 });
  expect(annotation).not.toHaveProperty('column');
});

test('one error is reserved for the verdict', () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ ...finding, line: index + 1, endLine: index + 1 }));
  const warnings = many.map((one) => ({ ...one, severity: 'warning' as const }));
  const hints = many.map((one) => ({ ...one, severity: 'hint' as const }));
  const kinds = diagnosticAnnotations([...many, ...warnings, ...hints]).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'error')).toHaveLength(9);
  expect(kinds.filter((kind) => kind === 'warning')).toHaveLength(7);
  expect(kinds.filter((kind) => kind === 'notice')).toHaveLength(1);
});
