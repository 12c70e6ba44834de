import assert from 'node:assert/strict';
import { request } from './client.mjs';
import { appendReport } from './mission.mjs';

/** Compares the seats that the service sold with the seats that the other tests bought. */
const { FESTIVAL, CONCERT_BY_FORM, CONCERT_BY_API, LOAD_TOOK } = process.env;
const { sold } = await (await request('/api/totals')).json();
const bought = { festival: Number(FESTIVAL), concert: Number(CONCERT_BY_FORM) + Number(CONCERT_BY_API) };

appendReport(`| Event | Bought | Sold |\n|---|---:|---:|`);
for (const [event, count] of Object.entries(bought)) appendReport(`| ${event} | ${count} | ${sold[event]} |`);
appendReport(`\nThe rush took ${LOAD_TOOK}.`);
for (const [event, count] of Object.entries(bought)) {
  assert.equal(sold[event], count, `${event}: expected ${count} sold seats, found ${sold[event]}`);
}
