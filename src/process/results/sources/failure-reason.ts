/** What a failed case says about why it failed. */
export interface CaseTexts {
  /** The attribute `message`; '' if there is none. */
  readonly message: string;
  /** The attribute `type`, such as the class of an exception; '' if there is none. */
  readonly type: string;
  /** The text of the failure. */
  readonly detail: string;
  readonly name: string;
  readonly group: string;
}

/** Lines of a text that are searched. */
const mostLines = 200;

/** UTF-16 units of a value in `expected …, received …`. */
const longestValue = 80;

/**
 * Why a case failed. The first line says it: `expected 3, received 2 (toBe)`, not `Failed`. Other lines of an attribute follow.
 */
export function failureReason({ message, type, detail, name, group }: CaseTexts): string {
  const said = message.trim();
  const [attribute = '', ...rest] = saysNothing(said) ? [] : said.split('\n');
  const lines = detail.split('\n', mostLines);
  const head = withoutComment(attribute.trim()) || headOf(lines, name, group) || said || type.trim() || 'no message';
  const first = compared(head, lines);
  if (first !== head) return first;
  // `Transform failed with 1 error:` says nothing without the line after it.
  const next = head.endsWith(':') ? rest.findIndex((line) => line.trim() !== '') : -1;
  return [next < 0 ? head : `${head} ${rest[next]?.trim()}`, ...rest.slice(next + 1)].join('\n');
}

/** Words that tools write if they have no message, and the place of a panic, whose message is in the next line. */
function saysNothing(message: string): boolean {
  return /^(?:failed|failure|error|test failure with exit code \d+)?$/i.test(message) || panicPlace.test(message);
}

const panicPlace = /^thread '.*' (?:\(\d+\) )?panicked at [^\s']+:\d+(?::\d+)?:?$/;

/** Lines that name the test or frame its output. */
const framing = /^(?:=== (?:RUN|PAUSE|CONT|NAME)\b|--- FAIL: |\s*at |stack backtrace:|assert\(received\)$|\s*$)/;

/** The first line of a text that says something. */
function headOf(lines: readonly string[], name: string, group: string): string {
  const panic = lines.find((line) => /^panic: ./.test(line));
  if (panic !== undefined) return panic.replace(/ \[recovered.*$/, '');
  const logged = lines.findLast((line) => goLog.test(line));
  if (logged !== undefined) return logged.replace(goLog, '').trim() || testifyError(lines);
  const title = lines.indexOf('Message:');
  if (title >= 0) return (lines[title + 1] ?? '').trim();
  const line = lines.find(
    (each) => !framing.test(each) && !panicPlace.test(each.trim()) && !isTitle(each, name, group),
  );
  // jest writes a value that is no error as `thrown: "…"`, over several lines.
  const thrown = /^(?:Error: )?thrown: "(.+?)"?$/.exec((line ?? '').trim())?.[1];
  return thrown ?? withoutComment((line ?? '').trim()).replace(/^(?:Error|AssertionError): (?=.)/, '');
}

const goLog = /^ {4,}[\w.-]+\.go:\d+: ?/;

/** `Error:` of testify and the line after it. */
function testifyError(lines: readonly string[]): string {
  const at = lines.findIndex((line) => /^\s*Error:\s/.test(line));
  if (at < 0) return '';
  const head = (lines[at] ?? '').replace(/^\s*Error:/, '').trim();
  const next = (lines[at + 1] ?? '').trim();
  return head.endsWith(':') && !/^(?:expected|actual) *:/.test(next) ? `${head} ${next}` : head.replace(/:$/, '');
}

/** PHPUnit begins with the name of the test, Playwright with its place. */
function isTitle(line: string, name: string, group: string): boolean {
  return / › .*─{3}/.test(line) || (group !== '' && line.trim().startsWith(`${group}::${name}`));
}

function withoutComment(line: string): string {
  return line.replace(/ \/\/ [\w. ]+ equality$/, '');
}

/** The head with the two values that the text compares: jest and Playwright, Rust, testify. */
function compared(head: string, lines: readonly string[]): string {
  const [matcher] = /(?<=^expect\(.*\)\.)(?:(?:not|resolves|rejects)\.)*to\w+/.exec(head) ?? [];
  const [wanted, found] = [labelled(lines, 'Expected'), labelled(lines, 'Received')];
  if (matcher !== undefined) {
    const values = wanted === undefined || found === undefined ? onlyDifference(lines) : { wanted, found };
    if (values !== undefined) return `expected ${values.wanted}, received ${values.found} (${matcher})`;
    // `Received promise resolved instead of rejected`
    const next = lines.find((line) => /^Received [a-z]/.test(line.trim()))?.trim();
    return next === undefined ? head : `${next} (${matcher})`;
  }
  const [left, right] = [labelled(lines, 'left'), labelled(lines, 'right')];
  if (/^assertion `.*` failed/.test(head) && left !== undefined && right !== undefined)
    return `${head}: left ${left}, right ${right}`;
  const [expected, actual] = [labelled(lines, 'expected'), labelled(lines, 'actual')];
  if (/^Not equal/.test(head) && expected !== undefined && actual !== undefined)
    return `${head}: expected ${expected}, actual ${actual}`;
  return head;
}

/** The two lines of a diff that differ, if they are the only ones. */
function onlyDifference(lines: readonly string[]): { readonly wanted: string; readonly found: string } | undefined {
  const start = lines.findIndex((line) => /^\s*- Expected +- 1$/.test(line));
  if (start < 0 || !/^\s*\+ Received +\+ 1$/.test(lines[start + 1] ?? '')) return undefined;
  const [, wanted] = findLine(lines.slice(start + 2), /^\s*- +(.+?),?$/) ?? [];
  const [, found] = findLine(lines.slice(start + 2), /^\s*\+ +(.+?),?$/) ?? [];
  return wanted === undefined || found === undefined
    ? undefined
    : { wanted: shortened(wanted), found: shortened(found) };
}

function findLine(lines: readonly string[], pattern: RegExp): RegExpExecArray | undefined {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found !== null) return found;
  }
  return undefined;
}

/** `Expected: 3` on a line of its own. */
function labelled(lines: readonly string[], label: string): string | undefined {
  const value = findLine(lines, new RegExp(`^\\s*${label}\\s*: (.+)$`))?.[1]?.trim();
  return value === undefined ? undefined : shortened(value);
}

function shortened(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
