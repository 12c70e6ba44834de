/** Entries in groups of `size`, in order; the last group may be smaller. At most one group is held. */
export function* batchesOf<Entry>(entries: Iterable<Entry>, size: number): Generator<readonly Entry[]> {
  let batch: Entry[] = [];
  for (const entry of entries) {
    batch.push(entry);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
