import { readFileSync } from 'node:fs';
import { appendReport } from './mission.mjs';

/** The verdict that reviewers see. */
const { EVENT, BASE, MISSION, GOOD, OCCASION, SYSTEM, REVIEW_CHANNEL, REVIEW_URL, REVIEW_TOKEN, MISSION_CONTEXT } =
  process.env;
const { needs } = JSON.parse(readFileSync(MISSION_CONTEXT, 'utf8'));
const parts = Object.fromEntries(Object.entries(needs).map(([id, { status }]) => [id, status]));
const verdict = { mission: MISSION, good: GOOD === 'true', event: EVENT, base: BASE, parts };

appendReport(verdict.good ? 'No check failed for this change.\n' : 'Some checks failed for this change.\n');
for (const [id, status] of Object.entries(parts)) appendReport(`- ${id}: ${status}`);
appendReport(`\nFor a ${OCCASION}, on ${SYSTEM}. See: ${REVIEW_CHANNEL}.`);

if (!REVIEW_URL || !REVIEW_TOKEN) {
  console.log('REVIEW_URL or REVIEW_TOKEN is not set: the verdict is only in the reports.');
} else {
  const headers = { authorization: `Bearer ${REVIEW_TOKEN}`, 'content-type': 'application/json' };
  // Printed on purpose, as in a debugging session: the token is redacted in the log.
  console.log(`POST ${REVIEW_URL}`, headers);
  const response = await fetch(REVIEW_URL, { method: 'POST', headers, body: JSON.stringify(verdict) });
  if (!response.ok) throw new Error(`expected ${REVIEW_URL} to accept the verdict, found status ${response.status}`);
}
