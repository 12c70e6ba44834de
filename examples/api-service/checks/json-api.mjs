import assert from 'node:assert/strict';
import { freeSeats, postJson, request } from './client.mjs';
import { appendReport, output } from './mission.mjs';

/** Checks every status of the API, with its headers. */
const rows = [];
async function expectStatus(what, answer, status) {
  const response = await answer;
  rows.push(`| ${what} | ${response.status} |`);
  assert.equal(response.status, status, `${what}: expected ${status}, found ${response.status}`);
  return response;
}

const list = await expectStatus('List events', request('/api/events'), 200);
assert.equal(list.headers.get('content-type'), 'application/json');
const concert = (await list.json()).find(({ id }) => id === 'concert');
assert.equal(concert.seats, Number(process.env.SEATS), 'the service has as many seats as the catalogue');
const etag = (await request('/api/events/reading')).headers.get('etag');
const unchanged = { headers: { 'if-none-match': etag } };
await expectStatus('Event that has not changed', request('/api/events/reading', unchanged), 304);
await expectStatus('Unknown event', request('/api/events/opera'), 404);
const wrong = await expectStatus('Delete the list of events', request('/api/events', { method: 'DELETE' }), 405);
assert.equal(wrong.headers.get('allow'), 'GET');

await expectStatus('Booking that is kept', postJson('/api/bookings', { event: 'concert', seats: 1 }), 201);
output('booked', 1);
const free = await freeSeats('concert');
const created = await expectStatus('Booking', postJson('/api/bookings', { event: 'concert', seats: 3 }), 201);
const place = created.headers.get('location');
assert.equal((await (await request(place)).json()).seats, 3);
assert.equal(await freeSeats('concert'), free - 3);
await expectStatus('Cancel a booking', request(place, { method: 'DELETE' }), 204);
await expectStatus('Cancel a booking twice', request(place, { method: 'DELETE' }), 404);
assert.equal(await freeSeats('concert'), free, 'cancelled seats are free again');

const form = { method: 'POST', body: new URLSearchParams({ event: 'concert' }) };
await expectStatus('Booking sent as a form', request('/api/bookings', form), 415);
await expectStatus('Booking of no seats', postJson('/api/bookings', { event: 'concert', seats: 0 }), 400);
await expectStatus('Booking with a body that is too long', postJson('/api/bookings', { note: 'x'.repeat(5000) }), 413);
for (const seats of [6, 6])
  await expectStatus(`Booking of ${seats} of 12 seats`, postJson('/api/bookings', { event: 'reading', seats }), 201);
await expectStatus('Booking of a sold-out event', postJson('/api/bookings', { event: 'reading', seats: 1 }), 409);

appendReport(`| Request | Status |\n|---|---:|\n${rows.join('\n')}`);
