import { readFileSync } from 'node:fs';
import { appendReport } from './mission.mjs';

/** Reports the status of both checks. The first has ended; the second may still run. */
const { needs } = JSON.parse(readFileSync(process.env.MISSION_CONTEXT, 'utf8'));
for (const [id, { status }] of Object.entries(needs)) {
  console.log(`${id}: ${status}`);
  appendReport(`- ${id}: ${status}`);
}
