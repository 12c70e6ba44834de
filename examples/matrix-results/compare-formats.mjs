import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadVariant } from './load-variant.mjs';
import { appendReport } from './report.mjs';

/** Makes slugs of every line of this example with both formats. */
const [module, required] = await Promise.all([loadVariant('esm', 'latin'), loadVariant('cjs', 'latin')]);
const lines = ['README.md', 'mission.yml', 'unit.test.mjs', 'tables/latin.json'].flatMap((name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8').split('\n'),
);
for (const line of lines) assert.equal(module(line), required(line));
appendReport(`Both formats return the same slugs for ${lines.length} lines.`);
