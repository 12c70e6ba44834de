// Removes the folder of the rehearsal. It runs last, whatever happened before.
import { rmSync } from 'node:fs';

const { TRIAL, ENDED } = process.env;
if (TRIAL === undefined) process.exit();
rmSync(TRIAL, { recursive: true, force: true });
console.log(`${TRIAL} was removed. The comparison of sizes: ${ENDED || 'did not run'}`);
