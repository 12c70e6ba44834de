import { showText } from '../diagnostics/show-text.ts';
import { type Checking, itemsAt } from '../entries/checking.ts';
import { type DeclaredInput, declaredInputs } from '../inputs/declaration.ts';
import { readInputValue } from '../inputs/read-value.ts';
import { sameInput } from '../inputs/resolve-inputs.ts';
import { INPUT_PATTERN } from '../schema/inputs.ts';

/** Inputs have names that expressions can read, choices have options, and a default is a value of its type. */
export function checkInputs(checking: Checking): void {
  const declared = declaredInputs(checking);
  for (const [index, input] of declared.entries()) {
    checkName(input, declared.slice(0, index), checking);
    checkOptions(input, checking);
    checkDefault(input, checking);
  }
}

function checkName(
  { name, path }: DeclaredInput,
  before: readonly DeclaredInput[],
  { source, report }: Checking,
): void {
  const at = source.keyPlace(path);
  if (!new RegExp(INPUT_PATTERN).test(name)) {
    const message = `expected the name of an input, found ${showText(name)}`;
    report({
      at,
      code: 'invalid-input',
      message,
      hint: 'start with an ASCII letter or `_`; then letters, digits, `_` and `-`',
    });
    return;
  }
  const same = before.find((other) => sameInput(other.name, name));
  if (same === undefined) return;
  const { line, column, file } = source.keyPlace(same.path);
  const message = `the inputs ${showText(name)} and ${showText(same.name)} differ only in upper and lower case`;
  const related = [{ line, column, file, message: `the input ${showText(same.name)}` }];
  report({ at, code: 'invalid-input', message, hint: 'rename one of the two: expressions ignore case', related });
}

function checkOptions({ name, path, type, draft }: DeclaredInput, { source, report }: Checking): void {
  const at = [...path, 'options'];
  if (type !== 'choice') {
    if (!source.has(at)) return;
    const message = `the input ${showText(name)} has \`options\`, but its type is \`${type}\``;
    report({
      at: source.keyPlace(at),
      code: 'input-options',
      message,
      hint: 'write `type: choice`, or remove `options`',
    });
    return;
  }
  const items = itemsAt(source, at, draft.options);
  if (items.length === 0) {
    // Of the wrong type: reported already.
    if (draft.options === undefined && source.has(at)) return;
    const message = `the input ${showText(name)} is a choice without \`options\``;
    report({ at: source.keyPlace(path), code: 'input-options', message, hint: 'add `options: [first, second]`' });
    return;
  }
  const seen = new Set<string>();
  for (const { text, path: item } of items) {
    if (seen.has(text)) {
      const message = `the option ${showText(text)} is listed twice`;
      report({
        at: source.place(item),
        severity: 'warning',
        code: 'duplicate-item',
        message,
        hint: 'remove one of the two',
      });
    }
    seen.add(text);
  }
}

function checkDefault({ name, path, type, options, defaultText }: DeclaredInput, { source, report }: Checking): void {
  if (defaultText === undefined || (type === 'choice' && options.length === 0)) return;
  const read = readInputValue({ type, options }, defaultText);
  if ('value' in read) return;
  const message = `the default of the input ${showText(name)}: expected ${read.expected}, found ${showText(defaultText)}`;
  const hint = read.hint === '' ? undefined : read.hint.replace(/^; /, '');
  report({ at: source.place([...path, 'default']), code: 'input-default', message, hint });
}
