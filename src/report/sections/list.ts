import type { Sentence } from './cell.ts';

/** A section that is a list, under an optional sentence. */
export interface List {
  readonly title: string;
  /** Empty if the list needs no introduction. */
  readonly intro: Sentence;
  readonly items: readonly ListItem[];
  /** How many items are left out, and where they are; empty if none is. */
  readonly more: Sentence;
}

export interface ListItem {
  /** Milliseconds since the start of the run. */
  readonly at?: number;
  readonly sentence: Sentence;
}
