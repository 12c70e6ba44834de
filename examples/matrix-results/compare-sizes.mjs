import assert from 'node:assert/strict';
import { appendReport } from './report.mjs';

/** The variants that were built. The variant with all alphabets is first. */
const [all, ...single] = ['ALL', 'LATIN', 'GREEK', 'CYRILLIC']
  .filter((name) => process.env[name])
  .map((name) => ({ name: name.toLowerCase(), bytes: Number(process.env[name]) }));
const limit = 4000;
assert.ok(all.bytes <= limit, `expected at most ${limit} bytes with all alphabets, found ${all.bytes}`);
appendReport('| Alphabet | Bytes | Share of all |\n|---|---:|---:|');
for (const { name, bytes } of [all, ...single]) {
  assert.ok(
    bytes <= all.bytes,
    `${name}: expected at most ${all.bytes} bytes, the size of all alphabets, found ${bytes}`,
  );
  appendReport(`| ${name} | ${bytes} | ${Math.round((100 * bytes) / all.bytes)} % |`);
}
