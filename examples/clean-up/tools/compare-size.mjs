// Fails if the backup has grown by more than a tenth since the last one.
import { readFileSync, statSync } from 'node:fs';

const last = Number(readFileSync('last-size.txt', 'utf8'));
const { size } = statSync(`${process.env.TRIAL}/backup.txt`);
console.log(`The backup has ${size} bytes, the last one had ${last}`);
if (size > 1.1 * last) process.exit(1);
