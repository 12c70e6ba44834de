import { list } from './client.mjs';
import { fail, output } from './mission.mjs';

const found = await list('queue');
const twice = found.filter((message, index) => found.indexOf(message) < index);
output('duplicates', twice.join(', '));
if (twice.length > 0) fail(`expected every message once, found duplicates: ${twice.join(', ')}`);
