// Fails if the rehearsal has left its folder.
import { existsSync } from 'node:fs';

const { FOLDER } = process.env;
if (FOLDER && existsSync(FOLDER)) throw new Error(`expected ${FOLDER} to be removed, found it`);
console.log('Nothing is left');
