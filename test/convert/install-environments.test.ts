import { describe, expect, test } from 'vitest';
import type { DraftEntry } from '../../src/convert/draft.ts';
import { installEnvironments } from '../../src/convert/install-environments.ts';

function entryOf(run: string, more: Partial<DraftEntry> = {}): DraftEntry {
  return {
    id: 'a',
    kind: 'task',
    needs: [],
    steps: [{ run }],
    notes: [],
    place: { file: 'ci.yml', line: 1 },
    ...more,
  };
}

describe('F465 an installation has the lock of what it writes', () => {
  test.each([
    ['npm ci', ['node_modules']],
    ['cd web && npm ci', ['node_modules-web']],
    ['(cd web && npm ci)', ['node_modules-web']],
    ['(cd web && npm ci && npm test)\nnpm ci', ['node_modules-web', 'node_modules']],
    ['( cd a; (cd b && npm ci); npm ci )', ['node_modules-a-b', 'node_modules-a']],
    ['(\n  cd web\n  npm ci\n)\nnpm ci', ['node_modules-web', 'node_modules']],
    ['case "$1" in a) npm ci;; esac', []],
    ['npm --prefix web install', ['node_modules-web']],
    ['npm install -g pnpm', []],
    ['pnpm -C docs install --frozen-lockfile', ['node_modules-docs']],
    ['yarn', ['node_modules']],
    ['yarn test', []],
    ['pip install -r requirements.txt', ['pip']],
    ['pip3 --disable-pip-version-check install tox', ['pip']],
    ['python -m pip install --upgrade pip', ['pip']],
    ['python3.12 -m pip install .', ['pip']],
    ['sudo pip install tox', ['pip']],
    ['PIP_NO_CACHE_DIR=1 pip install tox', ['pip']],
    ['pip install \\\n  -e .', ['pip']],
    ['.venv/bin/pip install .', ['pip-.venv']],
    ['. .venv/bin/activate\npip install .\ndeactivate\npip install tox', ['pip-.venv', 'pip']],
    ['cd api\nsource env/bin/activate\npip install .', ['pip-api-env']],
    ['pip install --target vendor six', ['pip-vendor']],
    ['pip list', []],
    ['pip wheel .', []],
    ['uv pip install --system .', ['pip']],
    ['uv pip install .', ['uv']],
    ['uv sync --all-extras', ['uv']],
    ['uv run pytest', []],
    ['poetry install --no-root', ['poetry']],
    ['poetry run pytest', []],
    ['pipenv sync --dev', ['pipenv']],
    ['bundle install --jobs 4', ['gems']],
    ['bundle', ['gems']],
    ['bundle exec rake install', []],
    ['gem install bundler', ['gems']],
    ['composer install --no-progress', ['composer']],
    ['composer --working-dir=tools require phpunit', ['composer-tools']],
    ['composer update -d tools', ['composer-tools']],
    ['composer global require phan', ['composer']],
    ['composer run-script test', []],
    ['echo "pip install tox"', []],
    ['# pip install tox', []],
  ])('%s', (run, expected) => {
    expect([...installEnvironments(entryOf(run))]).toEqual(expected);
  });

  test('in its own workspace only that of the machine', () => {
    const run = 'npm ci\npip install .\ncomposer install\nbundle install';
    expect([...installEnvironments(entryOf(run, { ownWorkspace: true }))]).toEqual(['pip', 'gems']);
  });

  test('in the folder of its step', () => {
    expect([...installEnvironments(entryOf('composer install', { workingDirectory: 'api' }))]).toEqual([
      'composer-api',
    ]);
  });
});
