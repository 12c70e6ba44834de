/** Ids of missions from names that other tools accept. */

/** A mission accepts 100 characters, and the values of a matrix are appended to the id. */
const LONGEST_ID = 60;

/** An id that a mission reserves. */
const RESERVED = 'tasks';

/**
 * A valid id that resembles the name: `build:prod` stays, `Test (node 20)` becomes `Test-node-20`. Not unique; see `createIds`.
 *
 * @param fallback for a name without a letter or digit of ASCII; itself a valid id
 */
export function validId(name: string, fallback = 'task'): string {
  const plain = name.normalize('NFKD').replace(/\p{M}+/gu, '');
  const joined = plain
    .replace(/[^A-Za-z0-9._:-]+/g, '-')
    .slice(0, LONGEST_ID)
    .replace(/^-+|-+$/g, '');
  const id = /[A-Za-z0-9]/.test(joined) ? joined : fallback;
  return id === RESERVED ? 'all-tasks' : id;
}

/**
 * Makes valid ids that differ from each other, also if case is ignored: logs are files, and on some systems `Build` and `build` are
 * the same file. A second `build` becomes `build-2`.
 *
 * @param used ids that are taken
 */
export function createIds(used: Iterable<string> = []): (name: string, fallback?: string) => string {
  const taken = new Set([...used].map((id) => id.toLowerCase()));
  return (name, fallback) => {
    const wanted = validId(name, fallback);
    let id = wanted;
    for (let number = 2; taken.has(id.toLowerCase()); number += 1) id = `${wanted}-${number}`;
    taken.add(id.toLowerCase());
    return id;
  };
}
