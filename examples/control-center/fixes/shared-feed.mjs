import { setTimeout as pause } from 'node:timers/promises';
import { expect, expectStatus } from '../bench/expect.mjs';

export const title = 'One live feed for all connections';

export function check(_service, bench) {
  return observe(bench, { connections: 12, FEED_INTERVAL: 50, HEARTBEAT: 350, updates: 4, beats: 2 });
}

/** Many connections and updates, over several heartbeats. */
export function prove(bench) {
  return observe(bench, { connections: 60, FEED_INTERVAL: 100, HEARTBEAT: 900, updates: 45, beats: 5 });
}

function observe(bench, { connections, updates, beats, ...settings }) {
  return bench.withCopy(settings, async (service) => {
    const open = async (options) => {
      const { status, socket } = await service.live(await service.ticket(), options);
      expectStatus({ status }, 101, 'WebSocket /live with a ticket');
      return socket;
    };
    const sockets = await Promise.all(Array.from({ length: connections }, () => open()));
    const deaf = await open({ deaf: true });
    const begun = performance.now();
    const cpu = await cpuOf(service);
    const limit = updates * settings.FEED_INTERVAL * 3 + 3_000;
    // The first message is the welcome.
    await Promise.all(sockets.map((socket) => socket.receive(updates + 1, limit)));
    const used = ((await cpuOf(service)) - cpu) / (performance.now() - begun);
    expectSameUpdates(sockets, updates);

    const patience = settings.HEARTBEAT * 2 + 2_000;
    expect(await deaf.closes(patience), `A connection that answers no ping: still open after ${patience} ms.`);
    await pause(Math.max(0, begun + beats * settings.HEARTBEAT + 100 - performance.now()));
    const lost = sockets.filter(({ closed }) => closed).length;
    expect(lost === 0, `${lost} of ${connections} connections that answer pings were closed.`);
    for (const socket of sockets) socket.close();
    return `${connections} connections got the same ${updates} updates with ${(used * 100).toFixed(0)} % of a CPU; a silent one was closed`;
  });
}

/** If updates are computed once, all connections get the same text for the same tick. */
function expectSameUpdates(sockets, updates) {
  const texts = new Map();
  for (const { messages } of sockets) {
    expect(
      messages.length > updates,
      `Live feed: expected ${updates} updates, a connection got ${messages.length - 1}.`,
    );
    for (const message of messages.slice(1)) {
      const { tick } = JSON.parse(message);
      const first = texts.get(tick) ?? message;
      texts.set(tick, first);
      expect(first === message, `Live feed: update ${tick} was computed again for another connection.`);
    }
  }
}

async function cpuOf(service) {
  return (await service.get('/api/status')).json().cpu;
}
