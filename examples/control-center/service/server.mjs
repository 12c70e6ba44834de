import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createAssets } from './lib/assets.mjs';
import { readConfig } from './lib/config.mjs';
import { handle, upgrade } from './lib/handle.mjs';
import { createFeed } from './lib/live-feed.mjs';
import { createLockout } from './lib/lockout.mjs';
import { createRateLimit } from './lib/rate-limit.mjs';
import { serverOptions } from './lib/request-limits.mjs';
import { createStore } from './lib/store.mjs';
import { createTickets } from './lib/tickets.mjs';

const config = readConfig(process.env);
const store = createStore(config.dataFolder);
const center = {
  config,
  store,
  assets: createAssets(fileURLToPath(new URL('public', import.meta.url))),
  feed: createFeed(config, store),
  lockout: createLockout(config),
  rateLimit: createRateLimit(config),
  tickets: createTickets(config),
  settings: { title: 'Control Center', alertAbove: 90, refresh: 5 },
  commands: [],
  started: Date.now(),
};

const server = createServer(serverOptions(config), (request, response) => {
  void handle(center, request, response);
});
server.on('upgrade', (request, socket, head) => upgrade(center, request, socket, head));
server.listen(config.port, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(`Control center: http://127.0.0.1:${port}`);
  process.send?.({ port });
});

// A server that was started by a script exits with the script, so that no server is left behind.
process.once('disconnect', () => process.exit());
