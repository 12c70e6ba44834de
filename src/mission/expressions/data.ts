import { Array as ArrayData } from '@actions/expressions/data/array';
import { BooleanData } from '@actions/expressions/data/boolean';
import { Dictionary } from '@actions/expressions/data/dictionary';
import type { Pair } from '@actions/expressions/data/expressiondata';
import { Null } from '@actions/expressions/data/null';
import { NumberData } from '@actions/expressions/data/number';
import { StringData } from '@actions/expressions/data/string';
import type { Json } from './facts.ts';
import type { ExpressionData } from './library.ts';

/** Data for the evaluator. Objects are converted only as far as they are read, so that depth and size cost nothing. */
export function toData(value: Json): ExpressionData {
  switch (typeof value) {
    case 'string':
      return new StringData(value);
    case 'number':
      return new NumberData(value);
    case 'boolean':
      return new BooleanData(value);
    case 'undefined':
      return new Null();
    case 'object':
      break;
    default:
      return value satisfies never;
  }
  if (value === null) return new Null();
  return isList(value) ? new List(value) : new Entries(value);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** The library's own array is built argument by argument, and 200,000 arguments overflow the stack. */
class List extends ArrayData {
  readonly #items: readonly Json[];
  #data: ExpressionData[] | undefined;

  constructor(items: readonly Json[]) {
    super();
    this.#items = items;
  }

  override get(index: number): ExpressionData {
    return this.values()[index] ?? new Null();
  }

  override values(): ExpressionData[] {
    this.#data ??= this.#items.map(toData);
    return this.#data;
  }
}

/**
 * Finds the object's own keys, in any case. The library's dictionary loses keys that every JavaScript object has, such as
 * `constructor`. If two keys differ only in case, the exact spelling wins.
 */
export class Entries extends Dictionary {
  readonly #source: { readonly [key: string]: Json };
  readonly #data = new Map<string, ExpressionData>();
  #folded: ReadonlyMap<string, string> | undefined;

  constructor(source: { readonly [key: string]: Json }) {
    super();
    this.#source = source;
  }

  override get(key: string): ExpressionData | undefined {
    if (Object.hasOwn(this.#source, key)) return this.#at(key);
    const written = this.#foldedKeys().get(key.toLowerCase());
    return written === undefined ? undefined : this.#at(written);
  }

  override values(): ExpressionData[] {
    return Object.keys(this.#source).map((key) => this.#at(key));
  }

  override pairs(): Pair[] {
    return Object.keys(this.#source).map((key) => ({ key, value: this.#at(key) }));
  }

  /** Cached, because the language compares objects by identity. */
  #at(key: string): ExpressionData {
    const known = this.#data.get(key);
    if (known !== undefined) return known;
    const data = toData(this.#source[key]);
    this.#data.set(key, data);
    return data;
  }

  #foldedKeys(): ReadonlyMap<string, string> {
    this.#folded ??= new Map(Object.keys(this.#source).map((key) => [key.toLowerCase(), key]));
    return this.#folded;
  }
}
