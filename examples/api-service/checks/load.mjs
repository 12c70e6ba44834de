import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { postJson, request } from './client.mjs';
import { appendReport, output } from './mission.mjs';

/** Sends requests at a steady rate, like independent visitors: a slow answer does not delay the next request. */
const perSecond = 240;
const requests = 480;
const event = process.env.EVENT;
const seats = Number(process.env.SEATS);

const start = performance.now();
const answers = [];
for (let index = 0; index < requests; index += 1) {
  await wait(Math.max(0, start + (index * 1000) / perSecond - performance.now()));
  answers.push(ask(index));
}
const found = await Promise.all(answers);

/** Every fourth visitor books one seat. The others look at the event. */
async function ask(index) {
  const sent = performance.now();
  const books = index % 4 === 0;
  const response = books ? await postJson('/api/bookings', { event, seats: 1 }) : await request(`/api/events/${event}`);
  await response.arrayBuffer();
  return { books, status: response.status, took: performance.now() - sent };
}

const booked = found.filter(({ status }) => status === 201).length;
output('booked', booked);
const soldOut = found.filter(({ status }) => status === 409).length;
const looked = found.filter(({ books, status }) => !books && status === 200).length;
const times = found.map(({ took }) => took).sort((one, other) => one - other);
appendReport(
  `${requests} requests at ${perSecond} per second: ${looked} looked, ${booked} booked, ${soldOut} found the event sold out.`,
);
appendReport(
  `Half of the answers took less than ${times[requests / 2].toFixed(1)} ms, 99 % less than ${times[Math.floor(requests * 0.99)].toFixed(1)} ms.`,
);
assert.equal(booked, seats, 'every seat is sold exactly once');
assert.equal(booked + soldOut + looked, requests, 'every request has an expected answer');
