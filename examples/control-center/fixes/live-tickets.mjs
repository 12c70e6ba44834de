import { setTimeout as pause } from 'node:timers/promises';
import { expect, expectStatus } from '../bench/expect.mjs';

export const title = 'Tickets for the live feed';

const LIFE = 1_300;

export async function check(service) {
  expectStatus(await open(service), 403, 'WebSocket /live without a ticket');
  expectStatus(await open(service, 'made-up'), 403, 'WebSocket /live with a made-up ticket');
  expectStatus(await open(service, service.key), 403, 'WebSocket /live with the API key as ticket');
  const ticket = await service.ticket();
  expectStatus(await open(service, ticket), 101, 'WebSocket /live with a ticket');
  expectStatus(await open(service, ticket), 403, 'WebSocket /live with a ticket used before');
  const foreign = { headers: { origin: 'http://elsewhere.example' } };
  expectStatus(await open(service, await service.ticket(), foreign), 403, 'WebSocket /live from a foreign page');
  const own = { headers: { origin: service.origin } };
  expectStatus(await open(service, await service.ticket(), own), 101, "WebSocket /live from the service's own page");
  return '403 without a ticket, with a made-up or used one, or from a foreign page; 101 with a valid one';
}

/** Also checks that only one of many simultaneous connections with the same ticket is accepted, and that tickets expire. */
export function prove(bench) {
  return bench.withCopy({ TICKET_LIFE: LIFE }, async (service) => {
    await check(service);
    const shared = await service.ticket();
    const crowd = await Promise.all(Array.from({ length: 20 }, () => open(service, shared)));
    const admitted = crowd.filter(({ status }) => status === 101).length;
    expect(admitted === 1, `20 connections with the same ticket: expected 1 to be accepted, ${admitted} were.`);

    const issued = performance.now();
    const tickets = await Promise.all(Array.from({ length: 12 }, () => service.ticket()));
    const ages = [];
    for (const [index, ticket] of tickets.entries()) {
      await pause(Math.max(0, issued + index * 200 - performance.now()));
      const asked = performance.now() - issued;
      const { status } = await open(service, ticket);
      const answered = performance.now() - issued;
      // A ticket is made shortly before its answer arrives, so near the end of its life both answers are right.
      if (answered < LIFE) expectStatus({ status }, 101, `a ticket ${Math.round(asked)} ms old, life ${LIFE} ms`);
      if (asked > LIFE + 300) expectStatus({ status }, 403, `a ticket ${Math.round(asked)} ms old, life ${LIFE} ms`);
      ages.push(Math.round(asked));
    }
    return `1 of 20 connections with the same ticket accepted; tickets tried up to an age of ${ages.at(-1)} ms, life ${LIFE} ms`;
  });
}

async function open(service, ticket, options) {
  const { status, socket } = await service.live(ticket, options);
  socket?.close();
  return { status };
}
