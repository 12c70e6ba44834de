// Makes a folder for this rehearsal, and hands it to the later steps: as a variable, and with a program that they find in PATH.
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { MISSION_ENV, MISSION_PATH, MISSION_OUTPUT } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
const programs = join(folder, 'bin');
mkdirSync(programs);
copyFileSync(join(import.meta.dirname, 'restore.cjs'), join(programs, 'restore'));
chmodSync(join(programs, 'restore'), 0o755);
appendFileSync(MISSION_ENV, `TRIAL=${folder}\n`);
appendFileSync(MISSION_PATH, `${programs}\n`);
appendFileSync(MISSION_OUTPUT, `folder=${folder}\n`);
console.log(`The rehearsal works in ${folder}`);
