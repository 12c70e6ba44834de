import { readFileSync } from 'node:fs';
import { appendReport } from './mission.mjs';

/** The first to end is what this was started for; the other may have ended by now, or not. */
const { needs } = JSON.parse(readFileSync(process.env.MISSION_CONTEXT, 'utf8'));
for (const [id, { status }] of Object.entries(needs)) {
  console.log(`${id}: ${status}`);
  appendReport(`- ${id}: ${status}`);
}
