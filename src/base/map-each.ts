/** What `make` returns for each item, made as it is read. `Iterator.prototype.map` is not in Node 20. */
export function* mapEach<Item, Made>(items: Iterable<Item>, make: (item: Item) => Made): Generator<Made> {
  for (const item of items) yield make(item);
}
