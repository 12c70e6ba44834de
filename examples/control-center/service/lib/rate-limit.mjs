/** Limits the requests of one client in one window. */
export function createRateLimit(config) {
  const clients = new Map();
  return {
    /** Counts this request. Returns 0 if it is allowed, else the milliseconds until the window ends. */
    take(request) {
      const client = `${request.socket.remoteAddress}:${request.socket.remotePort}`;
      const now = Date.now();
      let window = clients.get(client);
      if (window === undefined || window.ends <= now) {
        window = { ends: now + config.rateWindow, count: 0 };
        clients.set(client, window);
      }
      window.count += 1;
      return window.count > config.rateLimit ? window.ends - now : 0;
    },
  };
}
