import { describe, expect, test } from 'vitest';
import { createTokenPool, type TokenPool } from '../../../src/process/jobserver/token-pool.ts';
import { fc } from '../../suite/fast-check.ts';

/** A client as a program is: it takes and puts back tokens whenever it likes, and knows nothing of the pool. */
interface Model {
  /** In its pipe, untaken. */
  idle: number;
  /** Taken and not put back. */
  used: number;
  /** What it uses without a token. */
  readonly cpus: number;
}

type Action =
  | { readonly type: 'start'; readonly id: string; readonly cpus: number; readonly isClient: boolean }
  | { readonly type: 'end'; readonly id: string }
  | { readonly type: 'take'; readonly id: string; readonly tokens: number }
  | { readonly type: 'put-back'; readonly id: string; readonly tokens: number; readonly extra: number }
  | { readonly type: 'look'; readonly isDue: boolean };

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const tokens = fc.integer({ min: 1, max: 6 });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    id,
    cpus: fc.integer({ min: 1, max: 3 }),
    isClient: fc.boolean(),
  }),
  fc.record({ type: fc.constant('end' as const), id }),
  fc.record({ type: fc.constant('take' as const), id, tokens }),
  fc.record({ type: fc.constant('put-back' as const), id, tokens, extra: fc.constantFrom(0, 0, 0, 2) }),
  fc.record({ type: fc.constant('look' as const), isDue: fc.boolean() }),
);

class World {
  readonly pool: TokenPool;
  readonly tasks = new Map<string, Model>();
  readonly clients = new Map<string, Model>();
  readonly total: number;

  constructor(capacity: number) {
    this.pool = createTokenPool(capacity);
    this.total = Math.max(1, Math.floor(capacity));
  }

  get spare(): number {
    const cpus = [...this.tasks.values()].reduce((sum, task) => sum + task.cpus, 0);
    return Math.max(0, this.total - cpus);
  }

  get out(): number {
    return [...this.clients.values()].reduce((sum, client) => sum + client.idle + client.used, 0);
  }

  deal(): void {
    const before = this.out;
    const spare = this.spare;
    for (const grant of this.pool.deal()) {
      const client = this.clients.get(grant.id);
      if (client === undefined) throw new Error(`${grant.id} is no client`);
      client.idle += grant.tokens;
    }
    // The promise: tokens are only given while there are fewer than CPUs that no task uses.
    expect(this.out).toBeLessThanOrEqual(Math.max(before, spare));
    // None is lost: unless too many are out, all of them are.
    if (this.clients.size > 0) expect(this.out).toBeGreaterThanOrEqual(spare);
    expect(this.pool.free()).toBe(spare - this.out);
  }

  drain(isDue: boolean): void {
    for (const [name, client] of this.clients) {
      this.pool.drained(name, client.idle, isDue);
      client.idle = 0;
    }
  }

  run(step: Action): void {
    const client = 'id' in step ? this.clients.get(step.id) : undefined;
    switch (step.type) {
      case 'start': {
        if (this.tasks.has(step.id)) return;
        const task = { idle: 0, used: 0, cpus: step.cpus };
        this.tasks.set(step.id, task);
        this.pool.enter(step.id, step.cpus);
        if (step.isClient) {
          this.clients.set(step.id, task);
          this.pool.join(step.id);
        }
        this.drain(false);
        break;
      }
      case 'end':
        this.tasks.delete(step.id);
        this.clients.delete(step.id);
        this.pool.leave(step.id);
        break;
      case 'take': {
        if (client === undefined) return;
        const taken = Math.min(client.idle, step.tokens);
        client.idle -= taken;
        client.used += taken;
        break;
      }
      case 'put-back': {
        if (client === undefined) return;
        const back = Math.min(client.used, step.tokens);
        client.used -= back;
        // A broken client may put back more than it has.
        const invented = client.used + client.idle === 0 ? step.extra : 0;
        this.pool.returned(step.id, back + invented);
        break;
      }
      case 'look':
        this.drain(step.isDue);
        break;
      default:
        step satisfies never;
    }
    this.deal();
  }
}

describe('F235 the accounts of a jobserver', () => {
  test('never give a token that another client has, and never lose one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        fc.array(action, { maxLength: 80 }),
        (capacity, actions) => {
          const world = new World(capacity);
          for (const step of actions) world.run(step);
          for (const name of [...world.tasks.keys()]) world.run({ type: 'end', id: name });
          expect(world.pool.free()).toBe(world.total);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('give everything to the only client, and half to a second one as tokens come back', () => {
    const pool = createTokenPool(8);
    pool.enter('a', 1);
    pool.join('a');
    expect(pool.deal()).toEqual([{ id: 'a', tokens: 7 }]);
    pool.enter('b', 1);
    pool.join('b');
    pool.drained('a', 0, true);
    expect([pool.free(), pool.deal()]).toEqual([-1, []]);
    expect(pool.owes('a')).toBe(true);
    pool.returned('a', 1);
    expect(pool.deal()).toEqual([]);
    // The first one shows whether it takes any.
    pool.returned('a', 1);
    expect(pool.deal()).toEqual([{ id: 'b', tokens: 1 }]);
    for (const given of ['b', 'b']) {
      pool.drained('b', 0, true);
      pool.returned('a', 1);
      expect(pool.deal()).toEqual([{ id: given, tokens: 1 }]);
    }
    expect(pool.owes('a')).toBe(false);
    pool.leave('a');
    expect(pool.deal()).toEqual([{ id: 'b', tokens: 4 }]);
  });

  test('take tokens from a client that leaves them, and offer one again after some time', () => {
    const pool = createTokenPool(4);
    for (const name of ['idle', 'busy']) {
      pool.enter(name, 1);
      pool.join(name);
    }
    const had = new Map([
      ['idle', 0],
      ['busy', 0],
    ]);
    const offered: number[] = [];
    for (let look = 0; look < 200; look++) {
      for (const [name, left] of had) {
        pool.drained(name, name === 'idle' ? left : 0, true);
        if (name === 'busy' && left > 0) pool.returned(name, left);
        had.set(name, 0);
      }
      for (const grant of pool.deal()) had.set(grant.id, grant.tokens);
      offered.push(had.get('idle') ?? 0);
    }
    const share = offered.filter((count) => count > 0).length / offered.length;
    expect(Math.max(...offered)).toBe(1);
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.15);
  });

  test('leave no token where the tasks use all CPUs, or more', () => {
    const pool = createTokenPool(2.9);
    for (const name of ['a', 'b', 'c']) {
      pool.enter(name, 1);
      pool.join(name);
    }
    expect([pool.free(), pool.deal()]).toEqual([0, []]);
    pool.leave('a');
    pool.leave('b');
    expect(pool.deal()).toEqual([{ id: 'c', tokens: 1 }]);
  });
});

test('F243 a client that puts back more tokens than it has makes none', () => {
  const pool = createTokenPool(4);
  pool.enter('a', 1);
  pool.join('a');
  pool.deal();
  pool.returned('a', 50);
  expect(pool.free()).toBe(3);
});
