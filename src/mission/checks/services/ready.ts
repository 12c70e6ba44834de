import type { Place } from '../../diagnostics/diagnostic.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, type ServiceEntry, textAt } from '../../entries/checking.ts';
import { isPattern } from '../../entries/is-pattern.ts';
import { filledTexts } from '../../matrix/text.ts';
import { orList } from '../../schema/fields.ts';
import { NOT_EVALUATED } from '../../schema/not-evaluated.ts';
import { READY_SIGNS } from '../../schema/service.ts';

/** `ready` has exactly one sign, and its value is valid. */
export function checkReady({ id, path, draft, matrix }: ServiceEntry, { source, report }: Checking): void {
  const at = [...path, 'ready'];
  if (!source.isMapping(at)) return;
  const [first, second] = source.keys(at).filter((key) => (READY_SIGNS as readonly string[]).includes(key));
  if (first === undefined) {
    const message = `\`ready\` of the service ${showText(id)}: expected ${orList(READY_SIGNS)}, found none`;
    const hint = 'add one of these, or remove `ready`: then the service is ready as soon as it runs';
    report({ at: source.keyPlace(at), code: 'ready-sign', message, hint });
  } else if (second !== undefined) {
    const { line, column, file } = source.keyPlace([...at, first]);
    const message = `\`ready\` of the service ${showText(id)} has both \`${first}\` and \`${second}\`: expected exactly one`;
    const related = [{ line, column, file, message: 'the other one' }];
    report({
      at: source.keyPlace([...at, second]),
      code: 'ready-sign',
      message,
      hint: 'remove one of the two',
      related,
    });
  }
  for (const sign of READY_SIGNS) {
    const value = draft.ready?.[sign];
    if (value === undefined) continue;
    const text = textAt(source, [...at, sign], value);
    const isFilled = matrix !== undefined && sign !== 'command';
    const problem =
      text.includes('${{') && !isFilled
        ? EXPRESSION
        : filledTexts(text, matrix).flatMap((filled) => problemOf(sign, filled.text) ?? [])[0];
    const place: Place = source.place([...at, sign]);
    if (problem !== undefined) report({ at: place, ...problem, message: `\`${sign}\`: ${problem.message}` });
  }
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const EXPRESSION: Problem = {
  code: 'expression',
  message: 'expressions (`${{`) are not evaluated here',
  hint: NOT_EVALUATED,
};

function problemOf(sign: (typeof READY_SIGNS)[number], text: string): Problem | undefined {
  const wrong = (expected: string, hint: string): Problem => ({
    code: 'ready-value',
    message: `expected ${expected}, found ${text.trim() === '' ? 'an empty text' : showText(text)}`,
    hint,
  });
  switch (sign) {
    case 'http':
      return isWebAddress(text)
        ? undefined
        : wrong('an address that starts with http:// or https://', 'such as `http://127.0.0.1:8080/health`');
    case 'tcp':
      return isTcpAddress(text)
        ? undefined
        : wrong('a host and a port, or a port', 'such as `127.0.0.1:5432`, `[::1]:5432` or `5432`');
    case 'log':
      return text !== '' && isPattern(text)
        ? undefined
        : wrong(
            'a regular expression',
            'put a `\\` before characters such as `(`, `[` and `+` that stand for themselves',
          );
    case 'command':
      return text.trim() === '' ? wrong('a command', 'write the command to run') : undefined;
  }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/?#]+/i.test(text) && URL.canParse(text);
}

function isTcpAddress(text: string): boolean {
  const port = /^(?:(?:\[[0-9A-Fa-f:.]+\]|[^\s:/[\]]+):)?(\d{1,5})$/.exec(text)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}
