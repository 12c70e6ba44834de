/**
 * How surely a line of output names a failure. `certain`: it begins with the mark of a failed test or the type of an error, such as
 * `not ok 3`, `✖ adds` or `TypeError: no price`. Loggers and wrappers of commands do not print these. `clear`: a form that tools print only for failures, such as `error TS2304:`
 * or `BUILD FAILED`. `possible`: the word in a sentence.
 */
export type CauseStrength = 'certain' | 'clear' | 'possible' | 'none';

/** UTF-16 units. What is longer is data, and for a line of only spaces or colons, the time grows with the square of its length. */
const LONGEST = 2_000;

/**
 * Judges one line of output, sanitized, by its beginning if it is very long. The forms are those of the tools themselves: vitest, jest, mocha, node --test, TAP,
 * pytest, unittest, flake8, tox, nox, pre-commit, go test, cargo, tsc, eslint, make, gcc, npm, yarn, Maven, Gradle, PHPUnit, RSpec,
 * bats, ctest and loggers.
 */
export function causeStrength(text: string): CauseStrength {
  return judge(text.length > LONGEST ? text.slice(0, LONGEST) : text);
}

function judge(line: string): CauseStrength {
  // Most lines have none of these letters, so one search saves all others.
  if (!hint.test(line)) return 'none';
  if (runners.some((form) => form.test(line))) return 'possible';
  if (announced.some((form) => form.test(line))) return isVerdict(line) ? 'certain' : 'clear';
  if (harmless.some((form) => form.test(line))) return 'none';
  if (isVerdict(line)) return 'certain';
  const text = line.replace(zeroCount, '').replace(zeroAfter, '');
  const warning = text.search(/\bwarn(?:ing)?s?\b/i);
  const count = text.search(nonzeroCount);
  // A warning often quotes an error, but `2 warnings and 1 error` counts one.
  if (warning >= 0) return count >= 0 ? 'possible' : 'none';
  if (clear.some((form) => form.test(text))) return 'clear';
  return count >= 0 || word.test(text) ? 'possible' : 'none';
}

/** Whether it begins as only the failure itself does, not its consequence. */
function isVerdict(line: string): boolean {
  return verdicts.some((form) => form.test(line)) && !consequence.test(line);
}

const verdicts: readonly RegExp[] = [
  /^\s*not ok\b/i,
  /^\s*[✖✗✘✕×]\s*\S/,
  /^\s*(?:--- )?FAIL(?:ED)?\b(?![\w/(-]|\.\w)\s*\S/,
  /^\s*\(fail\)/,
  /^\s*● .+ › /,
  /^\s*Failure\/Error:/,
  // `TypeError: …`, `AssertionError [ERR_ASSERTION]: …`, `java.lang.IllegalStateException: …`
  /^\s*(?:[a-z]\w*\.)*(?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?(?::\s|:?$)/,
  /^E {3,}\S/,
  /^panic: /,
  /^Traceback \(most recent call last\)/,
];

/** Summaries, and errors of what only ran the command that failed. */
const consequence =
  /^\s*[✖✗✘✕×]\s*\d+ (?:problems?|errors?)\b|\bbuild failed\b|^FAILED \(|\[setup failed\]|^\s*Error: (?:Command failed|Process (?:completed|exited)|.*\bexit(?:ed with)? (?:code|status)\b)/i;

const hint =
  /err|fail|fatal|panic|not ok|exception|traceback|undefined reference|not found|cannot find|no such|denied|fault|unbound|not set|ambiguous|not recognized|substitution|no source for|: line \d|sh: ?\d|\.go:\d|\.pyi?:\d|: exit \d|aborted:|modified by this hook|dumped|critical|un(?:caught|handled)|\*\*\*|^E {3}|[✖✗✘✕×❌●]/i;

/**
 * tox, nox and pre-commit name the command that failed. What the command itself printed is a better reason if it is clear, and otherwise
 * comes first, because it was printed before.
 */
const runners: readonly RegExp[] = [
  /^\s*[\w.-]+: (?:exit [1-9]\d* \([\d.]+ seconds\)|FAIL (?:✖|code \d+)|failed with )/,
  /^nox > (?:Command .* failed with exit code \d+|Program .* not found\.$|Session \S+ (?:failed\.|aborted: )|\* \S+: (?:failed|aborted))/,
  /^\S.*\.\.\.Failed$|^- files were modified by this hook$|^Executable `.*` not found$/,
];

/** Clear, whatever else the line says. */
const announced: readonly RegExp[] = [
  /^::error\b/,
  /^##\[error\]/,
  /\bBUILD FAIL(?:ED|URE)\b/,
  // A logger that writes JSON; in other JSON, the words are data.
  /^\s*\{.*"(?:level|levelname|lvl|severity)"\s*:\s*(?:"(?:error|fatal|critical|panic)|[56]0\b)/i,
  // Gradle; other lines with `> ` are commands.
  /^> Task \S+ FAILED\b/,
  // A test that failed. Its name may end with `ok`, or be `throws an error`.
  /^\s*not ok\b(?!.*#\s*(?:TODO|SKIP)\b)/i,
  /^\s*[✖✗✘✕×❌](?!\s*(?:\d+ problems? \(0 errors|failing tests:))\s*\S/,
  /^\s*(?:--- )?FAIL(?:ED)?\b(?![\w/(-]|\.\w)/,
];

/** Lines in which these words mean nothing. What stands before a word is looked for backwards, so that a long line of dots or spaces takes no longer than others. */
const harmless: readonly RegExp[] = [
  // A test that passed or was skipped, or that only begins: its name may be `fails when …`.
  /^\s*(?:[✓✔√✅○↓⊘]|ok\b|OK\b|PASS(?:ED)?\b|\((?:pass|skip)\)|--- (?:PASS|SKIP)\b|=== (?:RUN|PAUSE|CONT|NAME)\b|\[\s*(?:OK|RUN|PASSED|SKIPPED)\s*\]|# Subtest\b)/,
  /(?<=(?:\.\.|…|\s)\s*)(?:ok|OK|PASS|PASSED|SKIPPED|XFAIL)(?:\s+\(?[\d.]+\s*\w{1,4}\)?)?(?:\s*\[\s*\d+%\])?\s*$/,
  /(?<=\.\.\.\s*)(?:Passed|passed|skipped|ignored|\*\*\*Skipped)\b/,
  /::\S+ (?:PASSED|SKIPPED|XFAIL)\b/,
  /^\s*not ok\b/i,
  // A member or an element of JSON, of Python or of JavaScript data.
  /^\s*(?:[[{]\s*)*"[^"]*"\s*:/,
  /^\s*(?:[[{]\s*)*'[\w .-]*'\s*:/,
  /^\s*(["'])[^"']*\1,?\s*$/,
  // A command that is printed before it runs.
  /^(?:\+{1,3} |\$ |> |▶ )/,
  // A line of source code, a frame of a stack, a statement that handles errors.
  /^\s*(?:>\s*)?\d*\s*[|│┃]/,
  /^\s*at\s(?:.*:\d+\)?$|.*\)$)/,
  /^\s*File ".*", line \d+/,
  /^\s*\}?\s*(?:except|catch|throw|raise)\b|\bthrow new \w/,
  // Names of packages.
  /^\s*(?:Compiling|Downloaded|Downloading|Checking|Fresh|Documenting|Adding|Updating|Installing|Installed)\s+\S+\s+v?\d/,
  // The level of the entry: a logger that informs about the handling of errors.
  /^(?:\S+\s+){0,4}?[[(]?(?:INFO|DEBUG|TRACE)[\])]?(?=[\s:|])/,
  /\blevel["']?\s*[=:]\s*["']?(?:info|debug|trace|warn)/i,
  // Headings without a fact, and the last line of tox.
  /^\s*evaluation failed :\(/,
  /^[\s=_*⎯─━-]*(?:FAILURES|ERRORS|Failed Tests(?: \d+)?|Failed Suites(?: \d+)?|Failures:|failures:|failing tests:)[\s!=_*⎯─━-]*$/,
  /^\s*\[ERROR\]\s*$/,
  // eslint, if there are only warnings, and a heading of node --test.
  /^\s*✖/,
  /^g?make(?:\[\d+\])?: \*\*\* Waiting for/,
];

/** `0 errors`, `no known failures`, `0 tests failed`. */
const zeroCount =
  /(?<![=:]|[=:] )\b(?:0|no|zero|without(?: any)?)\s+(?:(?!passed|passing|skipped|ok\b)[a-z]+\s+)?(?:errors?|failures?|failed|failing|fails?|panics?|exceptions?)\b(?![:=])/gi;

/** `Failures: 0`, `errors=0`, `fail 0`; but not `error: 0 is no port`. */
const zeroAfter = /\b(?:errors?|failures?|failed|failing|fail)\s*[:=]?\s*0(?=\s*(?:[,;|)\]}]|$|\w+[:=]))/gi;

const nonzeroCount =
  /\b[1-9]\d*\s+(?:[a-z]+\s+)?(?:errors?|failures?|failed|failing)\b|(?<![\w./-])(?:failures?|failed|errors?|fail)\s*[:=]?\s+[1-9]\d*\b/i;

/** Borders that exclude names of files, options and functions: `error-handling.js`, `--fail-fast`, `error_log`, `fail(`. */
const word =
  /(?<![\w./$@-])(?<!::)(?:errors?|failed|failures?|panic(?:ked)?|fatal|fail(?=:))(?![\w/(-]|\.\w|::)|(?:No such file or directory|Permission denied|Cannot find module)/i;

const clear: readonly RegExp[] = [
  // jest
  /^\s*● .+ › /,
  /\bTraceback \(most recent call last\)/,
  // pytest: the assertion that failed.
  /^E {3,}\S/,
  /(?<![\w./-])panic: /,
  /\bpanicked at\b/,
  // gcc, rustc, tsc, MSBuild, shells, and all that print `error: …`.
  /(?<![\w./-])(?<!::)error(?:\[[A-Z]\w*\])?:(?!:)/i,
  /\berror [A-Z]{1,5}\d+\b/,
  /(?<![\w./-])fatal(?: error)?:/i,
  /\bundefined reference to\b/,
  /^g?make(?:\[\d+\])?: \*\*\* /,
  // `TypeError: …`, `java.lang.IllegalStateException: …`, `test_a.py:3: AssertionError`
  /(?:^|[\s("'.])[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?(?::\s|:?$)/,
  /\b(?:Uncaught|Unhandled)\b/,
  // Loggers and build tools.
  /(?:^|[\s[])(?:ERROR|FATAL|CRITICAL)(?=[\s:\]|])/,
  /\blevel["']?\s*[=:]\s*["']?(?:error|fatal|panic)/i,
  /^npm (?:ERR!|error)(?:\s|$)/,
  // Indented, it is rather the title of a group of tests.
  /^error(?=\s)/,
  // eslint
  /^\s+\d+:\d+\s+error\s/,
  // go test, pytest, jest, cargo, gtest, ctest, RSpec.
  /(?<![\w./-])FAIL(?:ED|URES?|S)?(?![\w/-]|\.\w)/,
  /^\s*\(fail\)/,
  /^\s*Failure\/Error:/,
  /^#\s+Failed test\b/,
  /\*\*\*(?:Failed|Timeout|Exception)/,
  // Shells: `bash: line 1: …`, `x.sh: line 3: …`, `sh: 1: …`, `zsh:1: …`, and what they say.
  /^[^\s:]+: line \d+: \S/,
  /^[^\s:]*sh: ?\d+: \S/,
  /: (?:command )?not found(?:$|: )/,
  /: (?:unbound variable|ambiguous redirect|parameter not set|bad substitution)$/i,
  /\bis not recognized as (?:an internal or external command|(?:the|a) name of a cmdlet)/,
  // The compiler and vet of Go; flake8, pylint and ruff; a system call and coverage of Python.
  /^(?:\.{0,2}\/)?[^\s:]+\.go:\d+:\d+: \S/,
  /^\S+\.pyi?:\d+(?::\d+)?: \[?[A-Z]{1,4}\d{2,5}\b/,
  /\[Errno \d+\] \S/,
  /^No source for code: /,
  /\bSegmentation fault\b|\bcore dumped\b/,
];
