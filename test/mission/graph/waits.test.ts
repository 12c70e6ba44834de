import { expect, test } from 'vitest';
import { hasOwnNeeds, surelyEnded, type Waits } from '../../../src/mission/graph/waits.ts';
import { fc } from '../../suite/fast-check.ts';

/** Nodes that wait only for earlier ones; some are matrices of two. The two hubs stand for the first third. */
const waits: fc.Arbitrary<Waits> = fc.integer({ min: 2, max: 9 }).chain((entries) =>
  fc
    .record({
      needs: fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 2 }), { minLength: entries, maxLength: entries }),
      needsAny: fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 3 }), { minLength: entries, maxLength: entries }),
      several: fc.array(fc.boolean(), { minLength: entries, maxLength: entries }),
      own: fc.array(fc.option(fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 2 }), { minLength: 4, maxLength: 4 })), {
        minLength: entries,
        maxLength: entries,
      }),
    })
    .map(({ needs, needsAny, several, own }): Waits => {
      let count = entries;
      const parts = several.map((is) => (is ? [count++, count++] : undefined));
      const tasks = [...needs.keys()].filter((node) => node < entries / 3);
      /** A random number picks an earlier node: an entry, a combination of one, or the hub. */
      const pick = (list: readonly number[], node: number, hub: number): number[] => {
        const before = Array.from({ length: node }, (_, earlier) => [earlier, ...(parts[earlier] ?? [])]).flat();
        const choice = tasks.includes(node) ? before : [...before, hub];
        return [...new Set(list.flatMap((drawn) => choice[drawn % Math.max(1, choice.length)] ?? []))];
      };
      const all = needs.map((list, node) => pick(list, node, count));
      const any = needsAny.map((list, node) => pick(list, node, count + 1));
      for (const [node, list] of parts.entries()) {
        const drawn = own[node] ?? undefined;
        for (const [index, part] of (list ?? []).entries()) {
          all[part] = drawn === undefined ? (all[node] ?? []) : pick(drawn[index] ?? [], node, count);
          any[part] = drawn === undefined ? (any[node] ?? []) : pick(drawn[index + 2] ?? [], node, count + 1);
        }
        if (drawn === undefined || list === undefined) continue;
        // The second combination may need the first one of the same matrix.
        const [first = 0, second = 0] = list;
        if ((drawn[0] ?? []).length === 0) all[second] = [...(all[second] ?? []), first];
        all[node] = [...new Set(list.flatMap((part) => all[part] ?? []))];
        any[node] = [...new Set(list.flatMap((part) => any[part] ?? []))];
      }
      return { count, needs: [...all, tasks, []], needsAny: [...any, [], tasks], parts };
    }),
);

/** Whether `position` can start while `target` runs forever, by simulation. */
function canStartBefore(waits: Waits, position: number, target: number): boolean {
  const { needs, needsAny, parts } = waits;
  const started = new Set<number>();
  // A matrix ends with the last of its combinations; it is never a node that runs by itself.
  const ended = (node: number): boolean =>
    node !== target && started.has(node) && (parts[node] ?? []).every((part) => ended(part));
  // One combination of a matrix may have ended while another runs forever.
  const begun = (node: number): boolean => (parts[node] === undefined ? ended(node) : parts[node].some(ended));
  for (let round = 0; round <= needs.length; round += 1) {
    for (const node of needs.keys()) {
      const alternatives = needsAny[node] ?? [];
      const triggered = needs[node]?.every(ended) === true && (alternatives.length === 0 || alternatives.some(begun));
      // A matrix whose combinations wait for different tasks starts with the first of them.
      const own = hasOwnNeeds(waits, node) && parts[node]?.some((part) => started.has(part)) === true;
      if (hasOwnNeeds(waits, node) ? own : triggered) started.add(node);
    }
  }
  return started.has(position);
}

test('a target is proven to have ended if and only if the node cannot start before', () => {
  fc.assert(
    fc.property(waits, (drawn) => {
      const nodes = Array.from({ length: drawn.count }, (_, node) => node);
      const questions = nodes.flatMap((position) =>
        nodes.filter((target) => target !== position).map((target) => ({ position, target })),
      );
      const proofs = surelyEnded(drawn, questions);
      for (const [index, { position, target }] of questions.entries()) {
        const shown = `${position} after ${target}`;
        expect({ shown, proved: proofs[index] !== undefined }).toEqual({
          shown,
          proved: !canStartBefore(drawn, position, target),
        });
      }
    }),
  );
});

test('targets beyond one batch are answered independently', () => {
  const count = 100;
  const chain = Array.from({ length: count }, (_, node) => (node === 0 ? [] : [node - 1]));
  const nothing = Array.from({ length: count }, () => []);
  const drawn = { count, needs: [...chain, [], []], needsAny: [...nothing, [], []], parts: [] };
  const questions = Array.from({ length: count }, (_, target) => ({ position: 60, target }));
  const proved = surelyEnded(drawn, questions).map((proof) => proof !== undefined);
  expect(proved).toEqual(questions.map(({ target }) => target < 60));
});
