import { expect, test } from 'vitest';
import { readText } from './markdown.ts';

const document = readText('README.md');

test('README.md stays below 200 lines', () => {
  expect(document.split('\n').length).toBeLessThan(200);
});

test('README.md shows the figures of docs/performance.md', () => {
  const row = /^\| Time for 1,000 empty jobs \|(.*)\|$/m.exec(document)?.[1] ?? '';
  const figures = row.match(/\d+\.\d+ s/g) ?? [];
  const table = readText('docs/performance.md').split('**Wall time of 1,000 independent no-ops, 4 at once**')[1] ?? '';
  const median = (name: string) => new RegExp(`^\\| ${name} [^|]*\\| ([^|]+?) \\|`, 'm').exec(table)?.[1];
  expect(figures).toEqual(['GNU make', 'concurrently', 'mission'].map(median));
});
