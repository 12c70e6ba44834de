import { readFileSync } from 'node:fs';
import { appendReport } from './report.mjs';

/** A row for each alphabet and a column for each format, from what the mission knows of the tests before this one. */
const { needs } = JSON.parse(readFileSync(process.env.MISSION_CONTEXT, 'utf8'));
const statusOf = (id) => needs[id]?.status ?? '–';

appendReport(`${process.env.WORD}\n`);
appendReport('| Alphabet | Module | require() | Every letter |\n|---|---|---|---|');
for (const table of ['latin', 'greek', 'cyrillic', 'all']) {
  const cells = [`unit (esm, ${table})`, `unit (cjs, ${table})`, `every-letter (${table})`].map(statusOf);
  appendReport(`| ${table} | ${cells.join(' | ')} |`);
}
