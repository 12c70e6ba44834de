import { batchesOf } from '../../base/batches.ts';

/** How many entries of a list are in memory at once, with their text of about 60 KB. */
const BATCH = 64;

/**
 * The text of an object as `JSON.stringify` writes it with an indent of two spaces, in pieces, and a line end. Numbers have at most three decimals.
 * With 10,000 tasks, the text in one piece and all its entries took 50 MB.
 *
 * @param document a function in it returns the entries of a list, which are made as they are written
 */
export function* jsonPieces(document: Readonly<Record<string, unknown>>): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(document)) {
    const pieces = isList(value) ? listPieces(key, value()) : memberPieces(key, value);
    for (const piece of pieces) {
      yield before + piece;
      before = '';
    }
    if (before === '') before = ',\n';
  }
  yield before === ',\n' ? '\n}\n' : '{}\n';
}

function isList(value: unknown): value is () => Iterable<object> {
  return typeof value === 'function';
}

/** Nothing if the value is undefined. */
function* memberPieces(key: string, value: unknown): Generator<string> {
  const text = jsonOf({ [key]: value });
  if (text !== '{}') yield text.slice('{\n'.length, -'\n}'.length);
}

function* listPieces(key: string, entries: Iterable<object>): Generator<string> {
  yield `  ${JSON.stringify(key)}: [`;
  let before = '\n';
  for (const batch of batchesOf(entries, BATCH)) {
    // The list around the batch gives it the indent of a list in an object.
    yield before + jsonOf([batch]).slice('[\n  [\n'.length, -'\n  ]\n]'.length);
    before = ',\n';
  }
  yield before === '\n' ? ']' : '\n  ]';
}

function jsonOf(value: object): string {
  return JSON.stringify(value, withoutNoise, 2);
}

/** Sums of tenths of milliseconds end in meaningless digits. */
function withoutNoise(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
