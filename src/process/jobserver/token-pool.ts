/** Tokens to give to one client. */
export interface Grant {
  readonly id: string;
  /** At least 1. */
  readonly tokens: number;
}

/**
 * The accounts of a jobserver: which client has how many tokens. Pure: nothing here reads or writes a pipe.
 *
 * A token is **out** from the moment it is given to a client until it comes back or the client has ended. Whether a client has taken
 * it or has left it in its pipe makes no difference, so an account never depends on what a process does, or on how it ends.
 */
export interface TokenPool {
  /**
   * A task starts that uses so many CPUs without a token, at least 1. Its tokens are withdrawn from what is free, also below zero:
   * then nothing is dealt until enough tokens have come back.
   */
  enter(id: string, cpus: number): void;
  /** A task that has entered also takes tokens. */
  join(id: string): void;
  /** A task has ended with its whole process tree: its CPUs are free, and so are all tokens that it had. */
  leave(id: string): void;
  /** A client has put back tokens. More than it has are not counted: it cannot make tokens. */
  returned(id: string, tokens: number): void;
  /**
   * So many tokens that a client had left untaken were taken out of its pipe.
   *
   * @param isDue true if the client has had time to take them: what it left then, it does not need
   */
  drained(id: string, tokens: number, isDue: boolean): void;
  /** Gives all free tokens to clients: first to those that have taken what they had, the one with the fewest tokens first. */
  deal(): readonly Grant[];
  /** True if a token that this client puts back has to go to another client, or to none. */
  owes(id: string): boolean;
  /** Tokens that could be given; negative if more are out than there should be. */
  free(): number;
  clients(): readonly string[];
}

interface Client {
  out: number;
  /** Whether it has taken all that it had when it was last looked at. */
  isHungry: boolean;
  /** Whether it uses tokens at all. Most tasks never do, or only for a part of their time. */
  isActive: boolean;
  /** How many times in a row it has left all of its tokens untaken. */
  misses: number;
  /** Number of looks until it is offered a token again while another client wants it. */
  rest: number;
  /** Number of the deal in which it got its newest token. */
  served: number;
}

/** A client that takes no tokens is tried again after at most this many looks. */
const LONGEST_REST = 16;

/** @param capacity CPUs that the mission may use; a fraction of a CPU is no token */
export function createTokenPool(capacity: number): TokenPool {
  const total = Math.max(1, Math.floor(capacity));
  const cpus = new Map<string, number>();
  const clients = new Map<string, Client>();
  let deals = 0;

  function free(): number {
    let used = 0;
    for (const count of cpus.values()) used += count;
    let out = 0;
    for (const client of clients.values()) out += client.out;
    // The tasks may use more CPUs than there are. That takes no tokens from clients that have none.
    return Math.max(0, total - used) - out;
  }

  const takesMore = (client: Client): boolean => client.isHungry && (client.isActive || client.out === 0);

  /** The one to serve next: the fewest tokens first, then the one that was served longest ago. */
  function next(): Client | undefined {
    const all = [...clients.values()];
    const hungry = all.filter(takesMore);
    const active = all.filter((client) => client.isActive);
    const among = hungry.length > 0 ? hungry : active.length > 0 ? active : all;
    return among.reduce<Client | undefined>((best, client) => {
      if (best === undefined) return client;
      return (client.out - best.out || client.served - best.served) < 0 ? client : best;
    }, undefined);
  }

  return {
    enter: (id, count) => {
      cpus.set(id, Math.max(1, count));
    },
    join: (id) => {
      clients.set(id, { out: 0, isHungry: true, isActive: false, misses: 0, rest: 0, served: 0 });
    },
    leave: (id) => {
      cpus.delete(id);
      clients.delete(id);
    },
    returned: (id, tokens) => {
      const client = clients.get(id);
      if (client === undefined || tokens === 0) return;
      client.out = Math.max(0, client.out - tokens);
      takes(client);
    },
    drained: (id, tokens, isDue) => {
      const client = clients.get(id);
      if (client === undefined) return;
      const before = client.out;
      client.out = Math.max(0, before - tokens);
      if (client.out > 0) client.isActive = true;
      if (isDue) judge(client, before, tokens);
    },
    deal: () => {
      const grants = new Map<Client, number>();
      for (let left = free(); left > 0; left--) {
        const client = next();
        if (client === undefined) break;
        deals++;
        client.served = deals;
        client.out++;
        grants.set(client, (grants.get(client) ?? 0) + 1);
      }
      return [...clients].flatMap(([id, client]) => {
        const tokens = grants.get(client);
        return tokens === undefined ? [] : [{ id, tokens }];
      });
    },
    owes: (id) => {
      const client = clients.get(id);
      if (client === undefined || client.out === 0) return false;
      if (free() < 0) return true;
      return [...clients.values()].some((other) => other !== client && takesMore(other) && other.out < client.out - 1);
    },
    free,
    clients: () => [...clients.keys()],
  };
}

function judge(client: Client, before: number, left: number): void {
  if (left > 0) {
    client.isHungry = false;
    if (client.out > 0) return;
    client.isActive = false;
    client.misses++;
    client.rest = Math.min(LONGEST_REST, 2 ** client.misses);
  } else if (before > 0) {
    takes(client);
  } else if (client.rest > 0) {
    client.rest--;
    client.isHungry = client.rest === 0;
  }
}

function takes(client: Client): void {
  client.isActive = true;
  client.isHungry = true;
  client.misses = 0;
  client.rest = 0;
}
