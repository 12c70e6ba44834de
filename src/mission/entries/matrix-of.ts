import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { MatrixCommand, ValuesOf } from '../matrix/command.ts';
import { expandMatrix } from '../matrix/expand.ts';
import type { Combination, Matrix, MatrixTask } from '../matrix/matrix.ts';
import type { MatrixValue, TaskKind } from '../model/mission.ts';
import type { Text } from '../schema/fields.ts';
import type { TaskDraft } from '../schema/mission.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { itemsAt, type Scope, textAt } from './checking.ts';

/** A task, a test or a service as written, with or without a matrix. */
interface Owner {
  readonly scope: Scope;
  readonly id: string;
  readonly kind: TaskKind | 'service';
  readonly path: Path;
  readonly draft: Pick<TaskDraft, 'matrix' | 'secrets'>;
}

/** What reading a matrix needs, and where its commands are collected. */
export interface MatrixReading {
  readonly source: YamlSource;
  readonly report: Report;
  readonly valuesOf: ValuesOf;
  /** Those that have not run yet. */
  readonly commands: MatrixCommand[];
}

/** All combinations; undefined without a matrix, empty if they are not known. Reports what is wrong with the matrix. */
export function matrixOf(owner: Owner, reading: MatrixReading): MatrixTask[] | undefined {
  const { id, kind, path } = owner;
  const { source, report } = reading;
  const at = [...path, 'matrix'];
  if (!source.has(at)) return undefined;
  const read = matrixIn(owner, at, reading);
  if (read === undefined) return [];
  const { matrix, computed } = read;
  warnOfNumbers(matrix, at, source, report);
  const expanded = expandMatrix(id, matrix);
  if (expanded.type === 'expanded') return [...expanded.tasks];
  for (const finding of expanded.findings) {
    const [dimension = ''] = finding.path;
    // Values that a command has printed are not in the file.
    const isPrinted = finding.path.length > 1 && computed.has(String(dimension));
    const place = isPrinted ? [...at, dimension, 'command'] : [...at, ...finding.path];
    const isName = finding.code === 'invalid-dimension' || finding.code === 'unknown-dimension';
    const message = finding.path.length === 0 ? `the matrix of the ${kind} ${showText(id)}: ` : '`matrix`: ';
    report({
      at: isName || finding.path.length === 0 ? source.keyPlace(place) : source.place(place),
      code: finding.code,
      message: `${message}${finding.message}`,
      hint: finding.hint,
    });
  }
  return [];
}

interface Read {
  readonly matrix: Matrix;
  /** The dimensions whose values a command has printed. */
  readonly computed: ReadonlySet<string>;
}

/** In the file's order; undefined if a part has the wrong type, or is not known. */
function matrixIn(owner: Owner, path: Path, reading: MatrixReading): Read | undefined {
  const draft = owner.draft.matrix;
  if (draft === undefined) return undefined;
  const dimensions: [string, readonly MatrixValue[]][] = [];
  const computed = new Set<string>();
  let isKnown = true;
  for (const name of reading.source.keys(path)) {
    if (name === 'include' || name === 'exclude') continue;
    const dimension = draft[name] as DimensionDraft | undefined;
    if (hasCommand(dimension)) computed.add(name);
    const values = hasCommand(dimension) ? valuesFrom(dimension.command, name, owner, reading) : wholeList(dimension);
    if (values === undefined) isKnown = false;
    else dimensions.push([name, values]);
  }
  const include = combinationsIn(draft.include);
  const exclude = combinationsIn(draft.exclude);
  if (!isKnown || include === undefined || exclude === undefined) return undefined;
  return { matrix: { dimensions: Object.fromEntries(dimensions), include, exclude }, computed };
}

type ListDraft = readonly (MatrixValue | undefined)[];
type CommandDraft = { readonly command?: Text | undefined };
type DimensionDraft = ListDraft | CommandDraft;

function hasCommand(dimension: DimensionDraft | undefined): dimension is CommandDraft {
  return dimension !== undefined && !Array.isArray(dimension);
}

/** The values that a command has printed; undefined if it has failed, or has not run. */
function valuesFrom(
  written: Text | undefined,
  dimension: string,
  { scope, id, path: ownerPath, draft }: Owner,
  { source, report, valuesOf, commands }: MatrixReading,
): readonly MatrixValue[] | undefined {
  const path = [...ownerPath, 'matrix', dimension];
  if (written === undefined) return undefined;
  const text = textAt(source, [...path, 'command'], written);
  const at = source.place([...path, 'command']);
  if (text.trim() === '' || text.includes('${{')) {
    const isEmpty = text.trim() === '';
    report({
      at,
      code: isEmpty ? 'empty-command' : 'expression',
      message: isEmpty
        ? '`command`: expected a command, found an empty text'
        : '`command`: expressions (`${{`) are not evaluated here',
      hint: isEmpty ? 'write a command that prints a JSON list' : NOT_EVALUATED,
    });
    return undefined;
  }
  const { defaults } = scope.draft;
  const { shell, 'working-directory': folder } = defaults ?? {};
  const textOf = (key: string, value: Text): string => textAt(source, [...scope.root, 'defaults', key], value);
  const command: MatrixCommand = {
    ...{ id, dimension, command: text },
    ...(shell === undefined ? {} : { shell: textOf('shell', shell) }),
    workingDirectory: folder === undefined ? '.' : textOf('working-directory', folder),
    secrets: [
      ...itemsAt(source, [...scope.root, 'secrets'], scope.draft.secrets),
      ...itemsAt(source, [...ownerPath, 'secrets'], draft.secrets),
    ].map((item) => item.text),
  };
  const found = valuesOf(command);
  if (found?.type === 'values') return found.values;
  if (found === undefined) {
    commands.push(command);
    const message = `the values of ${showText(dimension)} are not known before this command has run, so what depends on them is not checked`;
    const hint = '`mission plan` and `mission list` run it and check everything';
    report({ at, severity: 'hint', code: 'unknown-values', message, hint });
  } else {
    const message = `the command for ${showText(dimension)}: ${found.message}`;
    report({ at, code: 'matrix-command', message, hint: found.hint });
  }
  return undefined;
}

function combinationsIn(drafts: NonNullable<TaskDraft['matrix']>['include'] = []): readonly Combination[] | undefined {
  const list = wholeList(drafts);
  return list?.every((entry) => Object.values(entry).every((value) => value !== undefined))
    ? (list as readonly Combination[])
    : undefined;
}

function wholeList<T>(list: readonly (T | undefined)[] | undefined): readonly T[] | undefined {
  return list === undefined || list.includes(undefined) ? undefined : (list as readonly T[]);
}

/** As in workflows, `1.10` is a number, so the value is `1.1`, which is rarely what was meant. */
function warnOfNumbers({ dimensions }: Matrix, path: Path, source: YamlSource, report: Report): void {
  for (const [name, values] of Object.entries(dimensions)) {
    // At once for all of its values, of which there may be 100,000.
    const texts = source.itemTexts([...path, name]);
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index];
      const written = texts[index];
      if (typeof value !== 'number' || written === undefined || written === String(value)) continue;
      const message = `${showText(written)} is the number ${value}, and its id contains ${value} too`;
      const hint = `write '${written}' in quotes if you mean the text`;
      const at = source.place([...path, name, index]);
      report({ at, severity: 'warning', code: 'matrix-number', message, hint });
    }
  }
}
