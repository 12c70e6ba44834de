/**
 * Shares the places of a list between several lists: the first of each list, then the second of each, and so on, until `room` are taken. No
 * list gets a second place before each has its first.
 */
export function shareRoom<Item>(lists: readonly (readonly Item[])[], room: number): readonly Item[] {
  const shared: Item[] = [];
  let open = lists;
  for (let round = 0; open.length > 0 && shared.length < room; round++) {
    open = open.filter((list) => list.length > round);
    shared.push(...open.slice(0, room - shared.length).flatMap((list) => list.slice(round, round + 1)));
  }
  return shared;
}
