// Writes each entry of the guest book as a line of JSON.
import { readFileSync, writeFileSync } from 'node:fs';

const { TRIAL, BACKUP_FORMAT } = process.env;
if (BACKUP_FORMAT !== 'lines') throw new Error(`expected the format lines, found ${BACKUP_FORMAT}`);
const entries = JSON.parse(readFileSync('guest-book.json', 'utf8'));
writeFileSync(`${TRIAL}/backup.txt`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
console.log(`${entries.length} entries were backed up`);
