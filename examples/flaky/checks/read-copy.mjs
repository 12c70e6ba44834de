import { list, numbered } from './client.mjs';
import { appendReport, fail, output } from './mission.mjs';

const found = new Set(await list('copy'));
const [missing] = numbered(200).filter((message) => !found.has(message));
appendReport(`Attempt ${process.env.MISSION_ATTEMPT}: ${found.size} of 200 messages in the copy.`);
if (missing !== undefined) fail(`expected 200 messages in the copy, found ${found.size}; the next one is ${missing}`);
output('messages', found.size);
