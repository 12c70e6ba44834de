/** A part of a plan, without the plan. */
export interface PartNumber {
  /** Counted from 1. */
  readonly number: number;
  /** How many parts there are. */
  readonly of: number;
}

/** `2/3` as a part and the number of parts; undefined if it is something else. */
export function parsePart(text: string): PartNumber | undefined {
  const [, number, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
  if (number === undefined || of === undefined || Number(number) > Number(of)) return undefined;
  return { number: Number(number), of: Number(of) };
}
