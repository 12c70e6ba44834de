import { describe, expect, test } from 'vitest';
import { isCheck, isCheckCommand, kindOfName, taskAmongChecks } from '../../src/convert/check-like.ts';

describe('kindOfName', () => {
  test.each([
    'test',
    'test:unit',
    'Unit tests',
    'lint',
    'e2e',
    'typecheck',
    'type-check',
    'format:check',
    'typeCheck',
    'Clippy',
  ])('%s is a check', (name) => {
    expect(kindOfName(name)).toBe('check');
  });

  test.each(['build', 'build-tests', 'deploy', 'install', 'release', 'pre:test', 'lint:fix'])('%s is work', (name) => {
    expect(kindOfName(name)).toBe('work');
  });

  test.each(['ci', 'main', 'linux', 'latest', 'contest', ''])('%j says neither', (name) => {
    expect(kindOfName(name)).toBe('unclear');
  });
});

describe('isCheckCommand', () => {
  test.each([
    'npm test',
    'npm run lint',
    'pnpm --filter web test',
    'npx eslint .',
    'CI=1 yarn test --ci',
    'cargo test --workspace',
    'cargo +nightly clippy -- -D warnings',
    'go test ./...',
    'python -m pytest -q',
    'uv run pytest',
    'make -j4 check',
    './gradlew build check',
    'cd api && npm test',
    'npm ci\nnpm test\n# the end',
    'bundle exec rspec',
    'tsc -p . --noEmit',
    'biome format',
    'npx biome ci .',
    'npx @biomejs/biome check',
    'prettier . --check',
    'npx prettier -l src',
    'gofmt -l .',
    'cargo fmt --all -- --check',
    'cargo +nightly fmt --check',
    'ruff format --check .',
    'uv run ruff check',
    'python -m black --check .',
    'npm test -w api',
    'cargo clippy -- -D warnings',
  ])('%j checks', (command) => {
    expect(isCheckCommand(command)).toBe(true);
  });

  test.each([
    'make',
    'npm ci',
    'npm run build',
    'cargo build',
    'go build ./...',
    'npm test && npm run build',
    '',
    '# npm test',
    'biome format --write .',
    'npx biome check --fix',
    'prettier --write .',
    'prettier --check --write .',
    'gofmt -w .',
    'cargo fmt',
    'ruff format .',
    'ruff check --fix .',
    'black .',
    'eslint --fix .',
  ])('%j does not', (command) => {
    expect(isCheckCommand(command)).toBe(false);
  });
});

describe('isCheck', () => {
  test('the name decides before the command', () => {
    expect(isCheck('build', ['npm test'])).toBe(false);
    expect(isCheck('lint', ['npm run build'])).toBe(true);
    expect(isCheck('linux', ['npm ci', 'npm test'])).toBe(true);
    expect(isCheck('linux', [])).toBe(false);
  });
});

describe('taskAmongChecks', () => {
  const check = (id: string, ...needs: string[]) => ({ id, kind: 'test' as const, needs });

  test('is the first that others need, or the first', () => {
    expect(taskAmongChecks([check('lint'), check('unit'), check('e2e', 'unit')])).toBe('unit');
    expect(taskAmongChecks([check('lint'), check('unit')])).toBe('lint');
    expect(taskAmongChecks([check('lint'), { id: 'build', kind: 'task', needs: [] }])).toBeUndefined();
    expect(taskAmongChecks([])).toBeUndefined();
  });
});
