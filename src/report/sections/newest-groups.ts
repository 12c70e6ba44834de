/**
 * Where the newest groups of a list begin, and how many groups it has: the master report, which is rewritten every few seconds, has a row for each of
 * them, and those of 10,000 tasks would take 5 MB.
 *
 * @param belongs true if an item is in the group of the item before it
 * @param most how many groups; 0 or more
 */
export function newestGroups<Item>(
  items: readonly Item[],
  belongs: (item: Item, before: Item) => boolean,
  most: number,
): { readonly from: number; readonly count: number } {
  let [from, count] = [items.length, 0];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const [item, before] = [items[index], items[index - 1]];
    if (item !== undefined && before !== undefined && belongs(item, before)) continue;
    count += 1;
    if (count <= most) from = index;
  }
  return { from, count };
}
