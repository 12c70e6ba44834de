import { summarize } from './summary.mjs';

/** Sends every connected front end an update at each interval. */
export function createFeed(config, store) {
  const connections = new Set();
  return {
    size: () => connections.size,
    add(connection) {
      let tick = 0;
      connections.add(connection);
      connection.send(JSON.stringify({ type: 'welcome' }));
      const timer = setInterval(() => {
        tick += 1;
        const rows = summarize(store.devices(), store.events());
        const alerts = rows.reduce((sum, row) => sum + row.alerts, 0);
        connection.send(JSON.stringify({ type: 'update', tick, at: Date.now(), alerts }));
      }, config.feedInterval);
      connection.on('close', () => {
        clearInterval(timer);
        connections.delete(connection);
      });
    },
  };
}
