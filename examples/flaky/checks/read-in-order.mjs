import { list, numbered } from './client.mjs';
import { fail } from './mission.mjs';

const found = [...new Set(await list('queue'))];
const wrong = numbered(200).findIndex((message, index) => found[index] !== message);
if (wrong !== -1) fail(`expected message ${wrong + 1} in place ${wrong + 1}, found ${found[wrong]}`);
