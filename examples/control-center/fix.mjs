/**
 * node fix.mjs NAME...          applies these fixes to the scratch copy, each followed by its proof
 * node fix.mjs --apply NAME...  applies them without the proof
 */
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createBench } from './bench/bench.mjs';
import { ALL_FIXES, loadFix } from './bench/fixes.mjs';
import { applyPatch } from './bench/patch.mjs';

const names = process.argv.slice(2).filter((argument) => argument !== '--apply');
const applyOnly = process.argv.includes('--apply');
const unknown = names.filter((name) => !ALL_FIXES.includes(name));
if (names.length === 0 || unknown.length > 0) {
  console.error(`Expected names of fixes, found: ${unknown.join(' ') || 'none'}. They are: ${ALL_FIXES.join(' ')}.`);
  process.exit(2);
}

const bench = createBench();
for (const name of names) {
  const { title, prove } = await loadFix(name);
  try {
    // If a step runs again, its fix is already applied and only the proof is repeated.
    if (bench.ledger.read(name) === undefined) {
      applyPatch(bench.scratch.service, fileURLToPath(new URL(`fixes/${name}.patch`, import.meta.url)));
    }
    bench.ledger.mark(name, { state: 'applied' });
    if (applyOnly) continue;
    const figures = await prove(bench);
    bench.ledger.mark(name, { state: 'proved', figures });
    print(`${title}: ${figures}.`);
  } catch (error) {
    bench.ledger.mark(name, { state: 'failed' });
    print(`${title}: FAILED. ${error.message}`);
    process.exit(1);
  }
}

function print(line) {
  console.log(line);
  if (process.env.MISSION_REPORT !== undefined) appendFileSync(process.env.MISSION_REPORT, `- ${line}\n`);
}
