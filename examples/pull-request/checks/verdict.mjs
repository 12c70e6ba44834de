import { readFileSync } from 'node:fs';
import { appendReport } from './mission.mjs';

/** What the reviewers get to see. */
const { EVENT, BASE, MISSION, GOOD, REVIEW_URL, REVIEW_TOKEN, MISSION_CONTEXT } = process.env;
const { needs } = JSON.parse(readFileSync(MISSION_CONTEXT, 'utf8'));
const parts = Object.fromEntries(Object.entries(needs).map(([id, { status }]) => [id, status]));
const verdict = { mission: MISSION, good: GOOD === 'true', event: EVENT, base: BASE, parts };

appendReport(verdict.good ? 'Nothing speaks against this change.\n' : 'This change is not good yet.\n');
for (const [id, status] of Object.entries(parts)) appendReport(`- ${id}: ${status}`);

if (!REVIEW_URL || !REVIEW_TOKEN) {
  console.log('No REVIEW_URL and REVIEW_TOKEN here: the verdict is in the reports only.');
} else {
  const headers = { authorization: `Bearer ${REVIEW_TOKEN}`, 'content-type': 'application/json' };
  // As somebody who looks for a mistake would print it: the token is masked in the log.
  console.log(`POST ${REVIEW_URL}`, headers);
  const response = await fetch(REVIEW_URL, { method: 'POST', headers, body: JSON.stringify(verdict) });
  if (!response.ok) throw new Error(`expected the verdict to be taken, found ${response.status}`);
}
