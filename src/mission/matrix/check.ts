import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { MatrixValue } from '../model/mission.ts';
import type { Matrix } from './matrix.ts';

/** As in workflows. */
export const LARGEST_MATRIX = 256;

/** Limit before `exclude` is applied: enough for every matrix that ends below the limit in practice. */
const LARGEST_PRODUCT = 10_000;

/** Values are part of ids, and ids of file names. */
const LONGEST_VALUE = 60;

/** A finding about a matrix; `path` leads from the `matrix` mapping to the place, such as `['include', 0, 'os']`. */
export interface MatrixFinding {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Reports everything that is wrong with the text of a matrix. The number of combinations is only checked against a bound. */
export function checkMatrix(matrix: Matrix): MatrixFinding[] {
  const findings = [
    ...Object.entries(matrix.dimensions).flatMap(([name, values]) => checkDimension(name, values)),
    ...(matrix.include ?? []).flatMap((entry, index) => checkEntry(['include', index], entry)),
    ...(matrix.exclude ?? []).flatMap((entry, index) => [
      ...checkEntry(['exclude', index], entry),
      ...Object.keys(entry).flatMap((name) => checkExcluded(name, index, matrix)),
    ]),
  ];
  const names = Object.keys(matrix.dimensions);
  if (names.length === 0 && (matrix.include ?? []).length === 0) {
    const message = 'expected at least one dimension or one entry of `include`, found none';
    return [...findings, { path: [], code: 'empty-matrix', message, hint: 'write a list of values: node: [22, 24]' }];
  }
  const size = Object.values(matrix.dimensions).reduce((total, values) => total * values.length, 1);
  if (size > LARGEST_PRODUCT) {
    const message = `expected at most ${LARGEST_MATRIX} combinations, found ${size} before \`exclude\``;
    findings.push({ path: [], code: 'matrix-size', message, hint: 'remove values' });
  }
  return findings;
}

/** The dimension of this name, written in any case. */
export function findDimension(name: string, { dimensions }: Matrix): string | undefined {
  if (Object.hasOwn(dimensions, name)) return name;
  return Object.keys(dimensions).find((known) => known.toLowerCase() === name.toLowerCase());
}

function checkDimension(name: string, values: readonly MatrixValue[]): MatrixFinding[] {
  const findings = checkName([name], name);
  if (values.length === 0) {
    const message = `expected at least one value of ${showText(name)}, found an empty list`;
    findings.push({ path: [name], code: 'empty-matrix', message });
  }
  // By text, because the id contains the text.
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (!isPlainValue(value)) findings.push(...checkValue([name, index], value));
    if (seen.size !== seen.add(String(value)).size) return;
    const message = `expected every value of ${showText(name)} once, found ${showText(String(value))} again`;
    findings.push({ path: [name, index], code: 'duplicate-combination', message });
  });
  return findings;
}

function checkEntry(path: readonly [string, number], entry: Readonly<Record<string, MatrixValue>>): MatrixFinding[] {
  const pairs = Object.entries(entry);
  if (pairs.length === 0) {
    const message = `expected at least one value in an entry of \`${path[0]}\`, found none`;
    return [{ path, code: 'empty-matrix', message }];
  }
  return pairs.flatMap(([name, value]) => [...checkName([...path, name], name), ...checkValue([...path, name], value)]);
}

function checkExcluded(name: string, index: number, matrix: Matrix): MatrixFinding[] {
  if (findDimension(name, matrix) !== undefined) return [];
  const names = Object.keys(matrix.dimensions);
  const message = `expected the name of a dimension (${names.join(', ')}), found ${showText(name)}`;
  const near = suggest(name, names);
  const hint = near === undefined ? 'what `include` adds cannot be excluded' : `did you mean \`${near}\`?`;
  return [{ path: ['exclude', index, name], code: 'unknown-dimension', message, hint }];
}

function checkName(path: readonly (string | number)[], name: string): MatrixFinding[] {
  if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) return [];
  const message = `expected a name that \`matrix.NAME\` can read, found ${showText(name)}`;
  const hint = 'start with an ASCII letter or `_`; then letters, digits, `_` and `-`';
  return [{ path, code: 'invalid-dimension', message, hint }];
}

/** Most of 100,000 values are small numbers, which `checkValue` accepts. */
function isPlainValue(value: MatrixValue): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function checkValue(path: readonly (string | number)[], value: MatrixValue): MatrixFinding[] {
  const code = 'invalid-matrix-value';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return [{ path, code, message: `expected a text, a number or a boolean, found ${value}` }];
  }
  const text = String(value);
  if (text.length > LONGEST_VALUE) {
    const message = `expected a value of at most ${LONGEST_VALUE} characters, found ${text.length}`;
    return [
      { path, code, message, hint: 'values are part of the id: use a short name and look the rest up in the command' },
    ];
  }
  if (/^[\x20-\x7e]*$/.test(text)) return [];
  const message = `expected printable ASCII characters, found ${showText(text)}`;
  return [{ path, code, message, hint: 'values are part of the id, which is ASCII' }];
}
