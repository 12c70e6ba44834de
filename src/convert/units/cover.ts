/**
 * Entries that stand for everything before a stage: each entry that is left out is needed by one of these, directly or not. So a list of
 * thousands needs one comparison for each entry, not one for each pair.
 */
export class Cover {
  /** Entries that stand for all. */
  readonly all = new Set<string>();
  /** Entries that stand for those that are no plain check. */
  readonly work = new Set<string>();

  add(name: string, isPlainCheck: boolean): void {
    this.all.add(name);
    if (!isPlainCheck) this.work.add(name);
  }

  /** Adds an entry, which from now on stands for its own needs too. */
  addBehind(name: string, isPlainCheck: boolean, needs: ReadonlySet<string>): void {
    for (const need of needs) {
      this.all.delete(need);
      if (!isPlainCheck) this.work.delete(need);
    }
    this.add(name, isPlainCheck);
  }

  addAll({ all, work }: Cover): void {
    for (const name of all) this.all.add(name);
    for (const name of work) this.work.add(name);
  }
}
