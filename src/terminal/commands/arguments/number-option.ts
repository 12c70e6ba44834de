import { UsageError } from './arguments.ts';

/** The numbers that an option accepts, including both ends. */
export interface NumberRange {
  readonly from: number;
  /** Absent if there is no upper end. */
  readonly to?: number;
  readonly whole?: boolean;
}

/** CPUs of a machine; containers have fractions of one. */
export const CPUS: NumberRange = { from: 0.1, to: 4096 };

/** The number given for an option; undefined without the option. Throws `UsageError` for any other value. */
export function numberOption(name: string, range: NumberRange, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const found = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  const { from, to = Number.MAX_SAFE_INTEGER, whole = false } = range;
  if (found >= from && found <= to && (!whole || Number.isInteger(found))) return found;
  const kind = whole ? 'a whole number' : 'a number';
  const which = range.to === undefined ? `of at least ${from}` : `from ${from} to ${range.to}`;
  throw new UsageError(`expected --${name} to be ${kind} ${which}, found ${JSON.stringify(value)}`);
}
