import { isCheckCommand } from '../check-like.ts';

/**
 * What a unit is for. `check` runs the code, `static-check` only reads it. `collection` is a name such as `ci` or `all`, which counts
 * if the unit only runs other units.
 */
export type Purpose =
  | 'check'
  | 'static-check'
  | 'work'
  | 'generate'
  | 'collection'
  | 'endless'
  | 'publish'
  | 'clean'
  | 'change'
  | 'install'
  | 'by-hand'
  | 'measure'
  | 'place'
  | 'parameter'
  | 'lifecycle'
  | 'variant'
  | 'placeholder'
  | 'unclear';

const ENDLESS = words('dev develop start serve server watch watcher preview up logs log tail tunnel proxy hot daemon');
const BY_HAND = words(
  'help open ui debug headed inspect shell console repl new create login edit interactive todo list',
);
const MEASURE = words('bench benches benchmark benchmarks perf profile profiling flamegraph');
const PUBLISH = words(
  'publish release releases deploy deployment push upload version tag tags changelog changeset bump notify dist-tag prerelease sign ship rollback',
);
const CLEAN = words(
  'clean cleanup clear purge nuke reset distclean mrproper rm remove uninstall down stop destroy teardown prune',
);
const CHANGE = words(
  'fix fixes fixup autofix write update updates upgrade sync rename migrate migration seed tidy add scaffold record bless',
);
const INSTALL = words(
  'install init setup bootstrap deps dependencies prepare prep hooks husky venv tools vendor postinstall preinstall',
);
const STATIC = words(
  'lint lints linter linting eslint prettier stylelint biome clippy ruff flake8 mypy pylint rubocop shellcheck vet staticcheck golangci typecheck types type tsc typing pyright style spellcheck spelling spell cspell format fmt formatting audit knip dedupe licenses license actionlint yamllint markdownlint oxlint hadolint phpstan psalm security govulncheck gosec trivy semgrep bandit gitleaks unused udeps machete shear',
);
const CHECK = words(
  'test tests testing tested spec specs unit units integration e2e end2end smoke acceptance regression conformance check checks checking verify verification validate validation coverage cov quality cypress playwright vitest jest mocha pytest tox fuzz miri race testsuite doctest dts attw publint size bundlewatch',
);
const WORK = words(
  'build builds compile bundle bundles transpile dist package packages pack assemble wasm image transpilation emit compilation docs doc documentation apidoc javadoc',
);
const GENERATE = words('generate gen codegen proto protobuf regenerate regen mocks');
const COLLECTION = words('all ci default everything precommit prepush full main pipeline preflight ready qa');

/** Verbs of generating; what is generated may be called `types` or `tests`. */
const GENERATES = words('generate regenerate regen gen codegen');

/** What changes files behind the word of a check. `test:upgrade` and `test:migrations` test something instead. */
const REWRITES = words('fix fixes fixup autofix write update updates record bless sync tidy');

/** Names of things that are checked, or made: `types`. */
const THINGS = words('types type typing licenses license size');

const DOCUMENTATION = words('doc docs documentation apidoc javadoc');

/** Words of builds whose results may be servers. */
const BUILDS = words('build builds compile bundle image wasm package packages pack dist');

/** A check with one of these words repeats another one. */
const VARIANT = words(
  'ci cov coverage debug verbose tap staged changed related local once report html junit profile snapshot snapshots fast quick only failed all',
);

const ENDLESS_COMMAND =
  /(^|&&\s*|;\s*|\()(npx\s+|\w+=\S+\s+)*(nodemon|ts-node-dev|browser-sync|live-server|http-server|webpack-dev-server|json-server|start-storybook)(\s|$)|\s(--watch(All)?|--serve)(=true)?(\s|$)|\b(tsc|vue-tsc|sass|rollup|webpack|tsup|esbuild|babel)\b.*\s-w(\s|$)|^(npx |cross-env (\w+=\S+ )*)?(vite( dev| serve| preview)?|next (dev|start)|nuxt (dev|start)|astro (dev|preview)|remix dev|ng serve|webpack serve|expo start|storybook dev|wrangler dev|vercel dev|parcel|serve)(\s+-|\s*$)|docker[ -]compose up(?!.*\s(-d|--detach|--wait|--abort-on-container-exit|--exit-code-from))|^tail -[fF]|\bflask run\b|\buvicorn\b|\brunserver\b|\bmkdocs serve\b|\bjekyll serve\b|\bhugo serve(r)?\b|\b(mdbook|zola|trunk|zensical|artisan|symfony|leptos|dx|quarto|eleventy|vitepress|docusaurus|gatsby) (serve|dev|start|develop|watch|preview)\b|^cargo watch\b/;

/** Commands that publish, whatever the name says. */
const PUBLISH_COMMAND =
  /\bgit push\b(?!.*--dry-run)|\b(npm|pnpm|yarn|bun|cargo|poetry|uv|hex) publish\b(?!.*--dry-run)|\bdocker (image )?push\b|\bgh release (create|upload)\b|\btwine upload\b/;

/** Commands that only show something. */
const SHOWING_COMMAND = /^@?(echo|printf|cat|git (describe|rev-parse|log|show))\b/;

const DETACHED_COMMAND = /docker[ -]compose\b.*\bup\b.*\s(-d|--detach|--wait)(\s|$)|docker run\b.*\s(-d|--detach)\s/;

const READ_ONLY_FORMAT =
  /--check\b|\s-c(\s|$)|--list-different|\s-l(\s|$)|--dry-run|--diff\b|--verify|--test\b|-d(\s|$)|-D(\s|$)|--exit-code/;

/** Checks that only read the sources. */
const STATIC_COMMAND =
  /^(\w+=\S* +)*(cross-env (\w+=\S+ )*)?((npx|pnpm exec|yarn|uv run|poetry run) )?(tsc\b.*--noEmit|vue-tsc|svelte-check|eslint|oxlint|biome|prettier|stylelint|mypy|ruff|flake8|pylint|pyright|black|isort|golangci-lint|go vet|gofmt|staticcheck|cargo (clippy|fmt|deny|audit)|shellcheck|actionlint|hadolint)\b/;

const BUILD_COMMAND =
  /^(\w+=\S+ +)*(cross-env (\w+=\S+ )*)?(npx )?(tsc|tsup|rollup|webpack|esbuild|vite build|next build|nuxt build|astro build|ng build|swc|babel|parcel build|unbuild|tsdown|rolldown|microbundle|cargo build|go build|go install|docker build|cmake --build|(\.\/)?gradlew? (assemble|build)|mvn (package|install)|dotnet build|python3? -m build|\$\(CC\)|gcc|cc|clang|\$\(CXX\)|g\+\+)(\s|$)/;

/** What a unit is for: by the words of its name if they say so, otherwise by its commands. */
export function purposeOf(name: string, commands: readonly string[]): Purpose {
  const parts = wordsOf(name);
  const first = parts.find((word) => CHECK.has(word) || STATIC.has(word) || WORK.has(word));
  // `test:server` checks the server, `test-server` may start one.
  const checksServer = /[:/]server\b/i.test(name) || isCheckCommand(commands.at(-1) ?? '');
  const byName = first === undefined ? purposeOfOtherWords(parts) : purposeOfKnownWord(first, parts, checksServer);
  if (commands.some((command) => ENDLESS_COMMAND.test(command))) return 'endless';
  // A service that goes on in the background lets the next command begin.
  if (byName === 'endless') return commands.some((command) => DETACHED_COMMAND.test(command)) ? 'unclear' : byName;
  if (commands.some((command) => PUBLISH_COMMAND.test(command))) return 'publish';
  if (byName === 'publish' && commands.length > 0 && commands.every((command) => SHOWING_COMMAND.test(command)))
    return 'by-hand';
  if (byName === 'static-check') return formats(parts) && !readsOnly(commands) ? 'change' : byName;
  const isStatic = commands.length > 0 && commands.every((command) => STATIC_COMMAND.test(command));
  if (byName === 'check') return isStatic ? 'static-check' : byName;
  if (byName !== 'unclear') return byName;
  if (isCheckCommand(commands.at(-1) ?? '')) return isStatic ? 'static-check' : 'check';
  return commands.some((command) => BUILD_COMMAND.test(command)) ? 'work' : 'unclear';
}

/**
 * The unit of which another one is a variant: `test` for `test:coverage`. Undefined if its name does not end with the word of a
 * variant, or if no unit has the rest of the name.
 */
export function variantOf(name: string, names: ReadonlySet<string>): string | undefined {
  if (['coverage', 'cov'].includes(name.toLowerCase())) return names.has('test') ? 'test' : undefined;
  const match = /^(.+?)[-:._/]([A-Za-z0-9]+)$/.exec(name);
  const [, base, suffix] = match ?? [];
  if (base === undefined || suffix === undefined || !VARIANT.has(suffix.toLowerCase())) return undefined;
  return names.has(base) ? base : undefined;
}

/** The words of a name in lower case: `typeCheck` and `type-check` have the same two. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** In a name such as `test:watch` or `lint:fix`, the word behind the first one decides. */
function purposeOfKnownWord(first: string, parts: readonly string[], checksServer: boolean): Purpose {
  const isWork = WORK.has(first);
  const isDocumentation = DOCUMENTATION.has(first);
  const after = parts.slice(parts.indexOf(first) + 1);
  const has = (set: ReadonlySet<string>): boolean => after.some((word) => set.has(word));
  // `build:dev` is a build for development; `docs:dev` shows the documentation.
  const isDevelopment = has(words('dev')) && !['build', 'compile', 'bundle'].includes(first);
  const hasServer = has(words('server')) && !BUILDS.has(first) && (isWork || !checksServer);
  const isShown = has(words('watch serve start')) || (has(words('preview')) && !BUILDS.has(first));
  if (hasServer || isShown || isDevelopment || parts[0] === 'watch') return 'endless';
  const before = parts.slice(0, parts.indexOf(first));
  if (before.some((word) => GENERATES.has(word)) && !isDocumentation) return 'generate';
  if (!isWork && (has(words('generate')) || (THINGS.has(first) && has(GENERATES)))) return 'generate';
  if (!isWork && (has(words('setup init bootstrap')) || (has(words('install')) && !isTest(first)))) return 'install';
  const check = after.find((word) => CHECK.has(word) || STATIC.has(word));
  // `docs:test` checks the documentation, `build:test` builds tests.
  if (isDocumentation && check !== undefined)
    return purposeOfKnownWord(check, parts.slice(parts.indexOf(check)), checksServer);
  if (before.some((word) => PUBLISH.has(word))) return 'publish';
  if (before.some((word) => CLEAN.has(word))) return 'clean';
  if (before.some((word) => INSTALL.has(word))) return 'install';
  const changes = CHECK.has(first) ? REWRITES : CHANGE;
  if (before.some((word) => CHANGE.has(word)) || (!isWork && has(changes))) return 'change';
  if (before.some((word) => ENDLESS.has(word))) return 'endless';
  if (parts.some((word) => MEASURE.has(word)) && !isWork) return 'measure';
  if (after.some((word) => ['open', 'ui', 'debug', 'headed', 'inspect'].includes(word))) return 'by-hand';
  if (after.some((word) => CLEAN.has(word) && !(CHECK.has(first) && word === 'uninstall'))) return 'clean';
  // What joins the results of checks is no check, and what it joins is not known.
  if (!isWork && has(words('merge combine upload badge'))) return 'unclear';
  if (isWork) return has(words('publish push deploy upload')) ? 'publish' : 'work';
  if (has(words('publish deploy'))) return 'publish';
  if (STATIC.has(first)) return 'static-check';
  return parts.some((word) => STATIC.has(word)) ? 'static-check' : 'check';
}

/** `test:install` may test an installation. */
function isTest(word: string): boolean {
  return ['test', 'tests', 'check', 'verify', 'smoke', 'e2e', 'acceptance'].includes(word);
}

function purposeOfOtherWords(parts: readonly string[]): Purpose {
  // `install-dev` and `dev-setup` install.
  const isDevelopment = parts.includes('dev') && parts.every((word) => word === 'dev' || !ENDLESS.has(word));
  if (isDevelopment && parts.some((word) => INSTALL.has(word))) return 'install';
  const kinds: readonly (readonly [ReadonlySet<string>, Purpose])[] = [
    [PUBLISH, 'publish'],
    [CLEAN, 'clean'],
    [ENDLESS, 'endless'],
    [CHANGE, 'change'],
    [INSTALL, 'install'],
    [GENERATE, 'generate'],
    [MEASURE, 'measure'],
    [BY_HAND, 'by-hand'],
    [COLLECTION, 'collection'],
  ];
  return kinds.find(([set]) => parts.some((word) => set.has(word)))?.[1] ?? 'unclear';
}

function formats(parts: readonly string[]): boolean {
  return (
    parts.some((word) => ['format', 'fmt', 'formatting', 'prettier', 'style'].includes(word)) &&
    !parts.some((word) => CHECK.has(word) || word === 'lint')
  );
}

/** A formatter changes files unless an option or the name says that it only reads. Without commands, its name is all that is known. */
function readsOnly(commands: readonly string[]): boolean {
  const reads = (command: string): boolean => READ_ONLY_FORMAT.test(command) || isCheckCommand(command);
  return (
    commands.length > 0 && commands.every((command) => reads(command) && !/\s(-w|--write|--fix)(\s|$)/.test(command))
  );
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
