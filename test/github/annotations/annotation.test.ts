import { expect, test } from 'vitest';
import { type Annotation, fitAnnotations } from '../../../src/github/annotations/annotation.ts';

function errors(count: number): Annotation[] {
  return Array.from({ length: count }, (_, index) => ({ kind: 'error', title: `e${index}`, message: 'm' }));
}

test('annotations within the limit are not changed', () => {
  expect(fitAnnotations(errors(9), 9, 'the report')).toEqual(errors(9));
});

test('of too many annotations, the last one counts the rest', () => {
  const fitted = fitAnnotations(errors(500), 9, 'the report');
  expect(fitted).toHaveLength(9);
  expect(fitted[8]).toEqual({ kind: 'error', title: '492 more', message: '492 more like these: see the report.' });
});

test('if there is room for one annotation only, it stands for all and claims no others', () => {
  expect(fitAnnotations(errors(3), 1, 'the report')).toEqual([
    { kind: 'error', title: '3 errors', message: 'See the report.' },
  ]);
});

test('a long message keeps its beginning and its end within 4,096 bytes', () => {
  const message = `reason ${'é'.repeat(5_000)} last words`;
  const cut = fitAnnotations([{ kind: 'error', title: 't', message }], 9, '')[0]?.message ?? '';
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(4_096);
  expect(Buffer.byteLength(cut)).toBeGreaterThan(4_080);
  expect(cut.startsWith('reason é')).toBe(true);
  expect(cut.endsWith('é last words')).toBe(true);
  expect(cut).not.toContain('\ufffd');
});
