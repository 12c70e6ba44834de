import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missionJsonSchemaText } from '../src/mission/schema/json-schema.ts';

/** Writes schema/mission.schema.json. With `--check`, exits with code 1 if the file differs, and writes nothing. */
const path = fileURLToPath(new URL('../schema/mission.schema.json', import.meta.url));
const text = missionJsonSchemaText();

if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (readIfThere(path) !== text) {
  console.error('schema/mission.schema.json is not up to date: run `node scripts/write-schema.ts`');
  process.exitCode = 1;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
