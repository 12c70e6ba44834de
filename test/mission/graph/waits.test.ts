import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surelyEnded, type Waits } from '../../../src/mission/graph/waits.ts';

/** Nodes that wait for earlier ones only, some of them matrices of two; the first third are what the two hubs stand for. */
const waits: fc.Arbitrary<Waits> = fc.integer({ min: 2, max: 9 }).chain((entries) =>
  fc
    .record({
      needs: fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 2 }), { minLength: entries, maxLength: entries }),
      needsAny: fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 3 }), { minLength: entries, maxLength: entries }),
      several: fc.array(fc.boolean(), { minLength: entries, maxLength: entries }),
    })
    .map(({ needs, needsAny, several }): Waits => {
      let count = entries;
      const parts = several.map((is) => (is ? [count++, count++] : undefined));
      const tasks = [...needs.keys()].filter((node) => node < entries / 3);
      /** A number that was drawn picks one of those that stand before: an entry, a combination of one, or the hub. */
      const pick = (list: readonly number[], node: number, hub: number): number[] => {
        const before = Array.from({ length: node }, (_, earlier) => [earlier, ...(parts[earlier] ?? [])]).flat();
        const choice = tasks.includes(node) ? before : [...before, hub];
        return [...new Set(list.flatMap((drawn) => choice[drawn % Math.max(1, choice.length)] ?? []))];
      };
      const all = needs.map((list, node) => pick(list, node, count));
      const any = needsAny.map((list, node) => pick(list, node, count + 1));
      for (const [node, list] of parts.entries()) {
        for (const part of list ?? []) {
          all[part] = all[node] ?? [];
          any[part] = any[node] ?? [];
        }
      }
      return { count, needs: [...all, tasks, []], needsAny: [...any, [], tasks], parts };
    }),
);

/** By trying: may `position` start while `target` goes on for ever? */
function canStartBefore({ needs, needsAny, parts }: Waits, position: number, target: number): boolean {
  const started = new Set<number>();
  // A matrix has ended when all its combinations have; it is never one of those that go on by themselves.
  const ended = (node: number): boolean =>
    node !== target && started.has(node) && (parts[node] ?? []).every((part) => ended(part));
  // The first combination of a matrix may have ended, also of one that goes on for ever in another.
  const begun = (node: number): boolean =>
    parts[node] === undefined ? ended(node) : started.has(node) && parts[node].some((part) => part !== target);
  for (let round = 0; round <= needs.length; round += 1) {
    for (const node of needs.keys()) {
      const alternatives = needsAny[node] ?? [];
      const triggered = needs[node]?.every(ended) === true && (alternatives.length === 0 || alternatives.some(begun));
      if (triggered) started.add(node);
    }
  }
  return started.has(position);
}

test('what is proved to have ended is exactly what nothing can start without', () => {
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

test('more targets than a batch holds are answered each for itself', () => {
  const count = 100;
  const chain = Array.from({ length: count }, (_, node) => (node === 0 ? [] : [node - 1]));
  const nothing = Array.from({ length: count }, () => []);
  const drawn = { count, needs: [...chain, [], []], needsAny: [...nothing, [], []], parts: [] };
  const questions = Array.from({ length: count }, (_, target) => ({ position: 60, target }));
  const proved = surelyEnded(drawn, questions).map((proof) => proof !== undefined);
  expect(proved).toEqual(questions.map(({ target }) => target < 60));
});
