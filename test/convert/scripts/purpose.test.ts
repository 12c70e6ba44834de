import { describe, expect, test } from 'vitest';
import { purposeOf, variantOf } from '../../../src/convert/units/purpose.ts';

describe('the purpose of a name', () => {
  test.each([
    ['test', 'check'],
    ['test:unit', 'check'],
    ['unitTests', 'check'],
    ['e2e', 'check'],
    ['check-deps', 'check'],
    ['lint', 'static-check'],
    ['lint:css', 'static-check'],
    ['typecheck', 'static-check'],
    ['type-check', 'static-check'],
    ['fmt-check', 'static-check'],
    ['test:types', 'static-check'],
    ['build', 'work'],
    ['build:prod', 'work'],
    ['build:dev', 'work'],
    ['build-tests', 'work'],
    ['generate', 'generate'],
    ['codegen', 'generate'],
    ['gen-types', 'generate'],
    ['types:generate', 'generate'],
    ['gen_test_dir', 'generate'],
    ['fuzz-generate', 'generate'],
    ['generate-build-tags', 'generate'],
    ['proto:lint', 'static-check'],
    ['test-codegen', 'check'],
    ['docs:test', 'check'],
    ['docs:lint', 'static-check'],
    ['build:server', 'work'],
    ['build-dev-server', 'work'],
    ['build:preview', 'work'],
    ['test:server', 'check'],
    ['security', 'static-check'],
    ['unused-deps', 'static-check'],
    ['docs', 'work'],
    ['all', 'collection'],
    ['ci', 'collection'],
    ['dev', 'endless'],
    ['start:prod', 'endless'],
    ['test:watch', 'endless'],
    ['build:watch', 'endless'],
    ['docs:dev', 'endless'],
    ['docs:serve', 'endless'],
    ['docs:server', 'endless'],
    ['test-server', 'endless'],
    ['build:serve', 'endless'],
    ['watch:test', 'endless'],
    ['release', 'publish'],
    ['deploy:staging', 'publish'],
    ['publish-packages', 'publish'],
    ['docs:deploy', 'publish'],
    ['clean', 'clean'],
    ['clean:build', 'clean'],
    ['lint:fix', 'change'],
    ['fix', 'change'],
    ['format', 'change'],
    ['db:migrate', 'change'],
    ['test:record', 'change'],
    ['install', 'install'],
    ['setup', 'install'],
    ['lint:install', 'install'],
    ['e2e:setup', 'install'],
    ['install-dev-deps', 'install'],
    ['dev:setup', 'install'],
    ['test:install', 'check'],
    ['help', 'by-hand'],
    ['test:ui', 'by-hand'],
    ['bench', 'measure'],
    ['test:bench', 'measure'],
    ['colours', 'unclear'],
    ['coverage:merge', 'unclear'],
  ])('%s is %s', (name, purpose) => {
    expect(purposeOf(name, [])).toBe(purpose);
  });

  test.each([
    ['format', 'prettier --check .', 'static-check'],
    ['format', 'prettier --write .', 'change'],
    ['fmt', 'cargo fmt --all -- --check', 'static-check'],
    ['fmt', 'gofmt -w .', 'change'],
    ['format', 'biome format', 'static-check'],
    ['format', 'biome format --write', 'change'],
    ['format', 'gofmt -l .', 'static-check'],
    ['format', 'cargo fmt', 'change'],
    ['format', 'ruff format --check', 'static-check'],
    ['format', 'ruff format', 'change'],
    ['check', 'tsc --noEmit', 'static-check'],
    ['check', './check.sh', 'check'],
    ['test-release', 'git push origin test-release', 'publish'],
    ['test', 'npm publish --dry-run', 'check'],
    ['version', 'echo $VERSION', 'by-hand'],
    ['format', 'golangci-lint fmt', 'change'],
    ['format', 'golangci-lint fmt --diff', 'static-check'],
    ['book', 'mdbook serve', 'endless'],
    ['check', 'cargo watch -x check', 'endless'],
    ['test-server', 'vitest run', 'check'],
    ['colours', 'jest', 'check'],
    ['colours', 'eslint .', 'static-check'],
    ['colours', 'rollup -c', 'work'],
    ['colours', 'vite', 'endless'],
    ['colours', 'vite build', 'work'],
    ['colours', 'docker compose up', 'endless'],
    ['up', 'docker compose up -d --wait', 'unclear'],
    ['web', 'next dev --port 3000', 'endless'],
    ['bundle', 'webpack --watch', 'endless'],
    ['unit', 'jest --watch=false', 'check'],
    ['types', 'tsc -w', 'endless'],
  ])('%s with the command `%s` is %s', (name, command, purpose) => {
    expect(purposeOf(name, [command])).toBe(purpose);
  });
});

test('a variant is a name of another one with the word of a variant behind it', () => {
  const names = new Set(['test', 'test:unit', 'e2e']);
  expect(variantOf('test:cov', names)).toBe('test');
  expect(variantOf('test-ci', names)).toBe('test');
  expect(variantOf('test:unit:debug', names)).toBe('test:unit');
  expect(variantOf('coverage', names)).toBe('test');
  expect(variantOf('test:unit', names)).toBeUndefined();
  expect(variantOf('lint:ci', names)).toBeUndefined();
  expect(variantOf('coverage', new Set(['e2e']))).toBeUndefined();
});
