/** Which entries of other tools are checks, so that a mission has them as tests. */

/** A name with one of these words is that of a check. */
const CHECK_WORDS = words(`
  test tests testing tested spec specs unit integration e2e end2end smoke acceptance regression conformance
  lint lints linter linting eslint prettier stylelint biome clippy ruff flake8 mypy pylint rubocop shellcheck vet staticcheck golangci
  typecheck types tsc typing check checks checking verify verification validate validation audit coverage format fmt formatting
  style spellcheck spelling cypress playwright vitest jest mocha pytest tox benchmark bench benchmarks quality fuzz miri sanitizer`);

/** A name with one of these words is that of work, also if it has the word of a check: `build-tests`, `deploy-check`. */
const WORK_WORDS = words(`
  build builds compile bundle package packages pack dist generate codegen install setup prepare bootstrap deploy release publish push
  upload docker image start serve dev watch clean migrate seed fix write update upgrade bump tag notify sync pre`);

/** Beginnings of commands that check something. */
const CHECK_COMMANDS = [
  /^(npm|pnpm|yarn|bun)( run| exec| (--filter|-F|--workspace|-w|--prefix|-C|--dir|workspace) \S+| --?\S+)* (test|lint|check|typecheck|type-check|e2e|unit|format:check|fmt:check|coverage|audit)\b/,
  /^(npx|pnpm exec|bunx|yarn)( --?\S+)* (eslint|tsc --noEmit|vitest|jest|mocha|playwright test|cypress run|stylelint)\b/,
  /^(eslint|stylelint|vitest|jest|mocha|ava|tap|cypress run|playwright test|tsc\b.*--noEmit)\b/,
  /^cargo( \+\S+)?( --?\S+)* (test|nextest|clippy|check|deny|audit|miri)\b/,
  /^go (test|vet)\b|^(golangci-lint|staticcheck|govulncheck)\b/,
  /^(python3? -m |uv run |poetry run |pipenv run |hatch run |coverage run -m |nox|tox)?\s*(pytest|unittest|mypy|ruff(?! format)|flake8|pylint|pyright|tox|nox)\b/,
  /^node( --?\S+)* --test\b|^deno (test|lint|fmt --check|check)\b|^bun test\b/,
  /^(\.\/)?(mvn|mvnw|gradle|gradlew)\b.*\b(test|verify|check)\b/,
  /^(make|just|task|rake|dotnet|mix|sbt|swift|flutter|dart|ctest|composer( run)?|bundle exec rake)( --?\S+)* (test|tests|lint|check|verify|spec|analyze|credo)\b/,
  /^(bundle exec )?(\.?\/?bin\/)?(rails test|rspec|rubocop)\b|^python3? manage\.py test\b|^php artisan test\b/,
  /^(bundle exec )?(rspec|rubocop)\b|^(\.\/)?(vendor\/bin\/)?(phpunit|phpstan|psalm|php-cs-fixer .*--dry-run)\b|^(bats|shellcheck|ctest|actionlint|yamllint|hadolint)\b/,
];

/** Formatters that change files only with an option such as `--write`. */
const READING_FORMATTER = /^biome\b|^(gofmt|goimports)\b/;

/** Formatters that change files unless an option says that they only read. */
const WRITING_FORMATTER = /^(prettier|cargo( \+\S+)? fmt|ruff format|black|isort|deno fmt|golangci-lint fmt)\b/;
const READS = /\s(--check(-only)?|-c|-l|--list-different|--diff)(\s|$)/;

/** Options with which a formatter or a linter changes files. Elsewhere, `-w` may choose a workspace. */
const CHANGES = /\s(--write|--fix|--fix-only|--apply|--apply-unsafe|-w)(=true)?(\s|$)/;
const CHANGERS =
  /^(biome|prettier|gofmt|goimports|eslint|stylelint|ruff|oxlint|golangci-lint|cargo( \+\S+)? (clippy|fmt))\b/;

/** What runs a program of a package, or of an environment. */
const LAUNCHER = /^((npx|pnpm exec|pnpm|bunx|yarn|uv run|poetry run|pipenv run|hatch run|python3? -m)( --?\S+)* )/;

/** The words of a name: `test:unit`, `typeCheck` and `Unit tests (node 20)` have two or more. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** Whether a name is that of a check, that of work, or says neither. */
export function kindOfName(name: string): 'check' | 'work' | 'unclear' {
  const found = wordsOf(name);
  // `type-check` and `type check` are two words of which the second decides.
  if (found.some((word) => WORK_WORDS.has(word))) return 'work';
  return found.some((word) => CHECK_WORDS.has(word)) ? 'check' : 'unclear';
}

/** Whether a command checks something. Of several commands in one line or script, the last one decides. */
export function isCheckCommand(command: string): boolean {
  const last = command
    .split(/\n|&&|;/)
    .map((part) => part.trim())
    .findLast((part) => part !== '' && !part.startsWith('#'));
  // Variables before a command, and programs that only pass it on, do not change what it does.
  const bare = (last ?? '').replace(/^((\w+=\S*|time|sudo|env|cross-env|xvfb-run(\s+-\S+)*|dotenv( --)?)\s+)*/, '');
  const program = bare
    .replace(LAUNCHER, '')
    .replace(/^@biomejs\//, '')
    .replace(/^(\w+)@[\w.^~-]+/, '$1');
  if (CHANGERS.test(program) && CHANGES.test(program)) return false;
  if (READING_FORMATTER.test(program)) return true;
  if (WRITING_FORMATTER.test(program)) return READS.test(program);
  return CHECK_COMMANDS.some((pattern) => pattern.test(bare));
}

/** Whether something is a check: by its name if that says so, otherwise by its last command. */
export function isCheck(name: string, commands: readonly string[]): boolean {
  const kind = kindOfName(name);
  if (kind !== 'unclear') return kind === 'check';
  return isCheckCommand(commands.at(-1) ?? '');
}

/** The part of an entry that decides what it checks. */
export interface Checkable {
  readonly id: string;
  readonly kind: 'task' | 'test';
  readonly needs: readonly string[];
}

/**
 * A mission has at least one task. If everything is a check, this is the entry that becomes a task: the first that others need, or
 * the first of all. Undefined if there is a task already, or no entry.
 */
export function taskAmongChecks(entries: readonly Checkable[]): string | undefined {
  if (entries.some(({ kind }) => kind === 'task')) return undefined;
  const needed = new Set(entries.flatMap(({ needs }) => needs));
  return (entries.find(({ id }) => needed.has(id)) ?? entries[0])?.id;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
