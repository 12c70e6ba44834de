import { describe, expect, test } from 'vitest';
import { isLedBy, ownersOf, type RelatedProcess } from '../../../src/machine/trees/owners.ts';
import { fc } from '../../suite/fast-check.ts';

const process = (pid: number, parent: number, group = pid, session = group): RelatedProcess => ({
  pid,
  parent,
  group,
  session,
});
const table = (...rows: readonly RelatedProcess[]) => new Map(rows.map((row) => [row.pid, row]));

describe('ownersOf', () => {
  const rows = table(
    process(1, 0),
    process(5, 1),
    process(10, 5),
    process(11, 10),
    process(12, 11),
    process(20, 12),
    process(21, 20),
  );
  const claimOf = ({ pid }: RelatedProcess) => ({ 10: 'a', 20: 'b' })[pid];

  test('a process belongs to its own claim, or to that of its nearest ancestor', () => {
    expect([...ownersOf(rows, claimOf)]).toEqual([
      [10, 'a'],
      [11, 'a'],
      [12, 'a'],
      [20, 'b'],
      [21, 'b'],
    ]);
  });
  test('no process belongs to a tree through the excepted process', () => {
    expect([...ownersOf(rows, claimOf, 12).keys()]).toEqual([10, 11, 20, 21]);
    expect([...ownersOf(rows, claimOf, 10).keys()]).toEqual([20, 21]);
  });
  test('any table terminates, even with cycles of parents, and every owner was claimed by the process or an ancestor', () => {
    const row = fc.record({ pid: fc.nat(9), parent: fc.nat(9), group: fc.nat(9), session: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(row), fc.nat(9), (list, leader) => {
        const all = table(...list);
        const owners = ownersOf(all, (one) => (isLedBy(one, leader) ? leader : undefined));
        for (const one of all.values()) if (isLedBy(one, leader)) expect(owners.get(one.pid)).toBe(leader);
        for (const pid of owners.keys()) {
          const parent = all.get(all.get(pid)?.parent ?? -1);
          const own = all.get(pid);
          expect((own !== undefined && isLedBy(own, leader)) || (parent !== undefined && owners.has(parent.pid))).toBe(
            true,
          );
        }
      }),
    );
  });
});
