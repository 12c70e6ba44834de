import assert from 'node:assert/strict';
import { loadVariant } from './load-variant.mjs';
import { appendReport } from './report.mjs';

/** Puts every Unicode letter between `a` and `z` and makes a slug of the text. */
const slug = await loadVariant('esm', process.env.TABLE);
let letters = 0;
let kept = 0;
for (let code = 0x21; code <= 0x10ffff; code += 1) {
  const letter = String.fromCodePoint(code);
  if (!/\p{Letter}/u.test(letter)) continue;
  const found = slug(`a${letter}z`);
  assert.match(found, /^a(?:[a-z0-9]*|-)z$/, `U+${code.toString(16)}: expected a slug, found ${found}`);
  letters += 1;
  if (!found.includes('-')) kept += 1;
}
assert.ok(kept > 100, `expected more than 100 letters to be kept, found ${kept}`);
appendReport(`Tried ${letters} letters: ${kept} are transliterated, and the rest become hyphens.`);
