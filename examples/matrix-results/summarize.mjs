import { readFileSync } from 'node:fs';
import { appendReport } from './report.mjs';

/** One row for each alphabet and one column for each format, from the status of the tests in MISSION_CONTEXT. */
const { needs } = JSON.parse(readFileSync(process.env.MISSION_CONTEXT, 'utf8'));
const statusOf = (id) => needs[id]?.status ?? '–';

appendReport(`${process.env.WORD}\n`);
appendReport('| Alphabet | ES module | require() | Every letter |\n|---|---|---|---|');
for (const table of ['latin', 'greek', 'cyrillic', 'all']) {
  const cells = [`unit (esm, ${table})`, `unit (cjs, ${table})`, `every-letter (${table})`].map(statusOf);
  appendReport(`| ${table} | ${cells.join(' | ')} |`);
}
