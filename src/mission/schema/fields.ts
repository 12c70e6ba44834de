import * as z from 'zod/mini';
import { DURATION_PATTERN, SIZE_PATTERN } from '../model/units.ts';
import { union } from './union.ts';

/**
 * The types of value in a mission file. Every schema's error text is the noun phrase that completes "expected …". `meta` is for the
 * JSON Schema only: formats such as ids and durations are checked by code whose messages are better than those of a
 * pattern.
 */

export const ID_PATTERN = '^[A-Za-z0-9._:-]+$';

/** The id of something, or of one combination of its matrix; or a text into which values of a matrix are filled. */
const NAMED_PATTERN = '^[A-Za-z0-9._:-]+( \\(.+\\))?$|\\$\\{\\{';

/** A scalar that counts as text. As in workflow files, `name: 2024` and `run: true` need no quotes. */
export type Text = string | number | boolean;

/** A text with a unit; a bare number gets this far so that the message can offer both readings. */
export type Quantity = string | number;

const SCALARS = ['string', 'number', 'boolean'];

function isText(value: unknown): value is Text {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'string' || typeof value === 'number';
}

export interface Meta {
  readonly [key: string]: unknown;
}

export const text = (description: string, meta: Meta = {}) =>
  z.custom<Text>(isText, 'a text').register(z.globalRegistry, { type: SCALARS, description, ...meta });

export const id = (description: string) =>
  z.custom<Text>(isText, 'an id').register(z.globalRegistry, { type: SCALARS, pattern: NAMED_PATTERN, description });

export const duration = (description: string, meta: Meta = {}) =>
  z.custom<Quantity>(isQuantity, 'a duration such as `90s`, `30m` or `1h30m`').register(z.globalRegistry, {
    type: 'string',
    pattern: DURATION_PATTERN,
    examples: ['90s', '30m', '1h30m'],
    description,
    ...meta,
  });

export const size = (description: string, meta: Meta = {}) =>
  z.custom<Quantity>(isQuantity, 'a size such as `512MB` or `2GB`').register(z.globalRegistry, {
    type: 'string',
    pattern: SIZE_PATTERN,
    examples: ['512MB', '2GB'],
    description,
    ...meta,
  });

export const flag = (description: string, meta: Meta = {}) =>
  z.boolean('`true` or `false`').register(z.globalRegistry, { description, ...meta });

/** Both ends belong to the range. */
export const percent = (description: string, least: number, most: number, meta: Meta = {}) => {
  const expected = `a number from ${least} to ${most}`;
  return z
    .number(expected)
    .check(z.gte(least, expected), z.lte(most, expected))
    .register(z.globalRegistry, { description, ...meta });
};

export const count = (description: string, least: number, most: number, meta: Meta = {}) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .number(expected)
    .check(z.multipleOf(1, expected), z.gte(least, expected), z.lte(most, expected))
    .register(z.globalRegistry, { type: 'integer', description, ...meta });
};

/** A whole number, or a list of these. */
export const counts = (description: string, least: number, most: number, meta: Meta = {}) =>
  z
    .union(
      [
        count('A single one.', least, most),
        z
          .array(count('One of these.', least, most), 'a list')
          .register(z.globalRegistry, { uniqueItems: true, minItems: 1 }),
      ],
      `a whole number from ${least} to ${most}, or a list of these`,
    )
    .register(z.globalRegistry, { description, ...meta });

export const choice = <const T extends readonly string[]>(values: T, description: string, meta: Meta = {}) =>
  z.enum(values, orList(values)).register(z.globalRegistry, { description, ...meta });

export const choices = <const T extends readonly string[]>(values: T, description: string, meta: Meta = {}) =>
  z
    .union(
      [
        choice(values, 'A single one.'),
        z
          .array(choice(values, 'One of these.'), 'a list')
          .register(z.globalRegistry, { uniqueItems: true, minItems: 1 }),
      ],
      `${orList(values)}, or a list of these`,
    )
    .register(z.globalRegistry, { description, ...meta });

/** `one` and `many` complete "expected …" in an error. */
export const textOrTexts = (description: string, one = 'a text', many = 'texts', meta: Meta = {}) =>
  union(
    [text('A single one.', meta), z.array(text('One of these.', meta), `a list of ${many}`)],
    `${one} or a list of ${many}`,
  ).register(z.globalRegistry, { description });

/** `also` is a word that is allowed in place of ids, as the end of the phrase after "expected". */
export const idOrIds = (description: string, single: string, also = '') =>
  union(
    [id(single), z.array(id('An id.'), 'a list of ids').register(z.globalRegistry, { uniqueItems: true })],
    `an id${also === '' ? ' or' : ','} a list of ids${also}`,
  ).register(z.globalRegistry, { description });

export const environment = (description: string) =>
  z
    .record(
      z.string().register(z.globalRegistry, { pattern: '^[^=]+$' }),
      text('The value, taken as text. Expressions in it are evaluated at each launch.'),
      'a mapping of names to values',
    )
    .register(z.globalRegistry, { description });

/** `a`, `b` or `c`, in backticks. */
export function orList(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
