// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of workflows are the subject

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findAct, newRepository, type Repository, startAct } from '../action/act-run.ts';
import { cli } from '../command-line.ts';

const act = process.platform === 'linux' ? findAct() : undefined;

/** Each job appends lines to the file in TRACE, so that what ran can be compared. */
const HANDED_ON = `
name: Handed on
on: push
env: { GREETING: hello }
jobs:
  version:
    runs-on: ubuntu-latest
    outputs:
      number: \${{ steps.read.outputs.value }}
      label: \${{ steps.label.outputs.value }}
    steps:
      - { id: read, run: 'echo "value=7" >> "$GITHUB_OUTPUT"' }
      - { id: label, run: 'echo "value=v\${{ steps.read.outputs.value }}" >> $GITHUB_OUTPUT' }
      - run: echo "STAGE=two words" >> "$GITHUB_ENV"
      - run: echo "version $STAGE \${{ env.GREETING }}" >> "$TRACE"
  test:
    needs: version
    runs-on: ubuntu-latest
    strategy:
      matrix:
        part: [api, site]
        include: [{ part: site, flag: '--fast' }]
    steps:
      - run: |
          echo 'single \${{ matrix.part }} \${{ needs.version.outputs.label }}' >> "$TRACE"
          echo "double \${{ matrix.flag }}" >> "$TRACE"
      - if: matrix.part == 'api'
        run: echo "only api" >> "$TRACE"
  report:
    needs: [version, test]
    if: always() && needs.version.outputs.number == '7'
    runs-on: ubuntu-latest
    steps:
      - run: echo "report \${{ needs.test.result }} \${{ contains(needs.*.result, 'failure') }}" >> "$TRACE"
`;

const FAILS = `
name: Fails
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: echo lint >> "$TRACE"
  unit:
    runs-on: ubuntu-latest
    steps:
      - { run: 'echo "unit 1" >> "$TRACE"' }
      - { run: exit 3 }
      - { run: 'echo "unit 3" >> "$TRACE"' }
      - { if: failure(), run: 'echo "unit failed" >> "$TRACE"' }
      - { if: always(), run: 'echo "unit cleaned" >> "$TRACE"' }
  after:
    needs: [lint, unit]
    runs-on: ubuntu-latest
    steps:
      - run: echo after >> "$TRACE"
  anyway:
    needs: unit
    if: failure()
    runs-on: ubuntu-latest
    steps:
      - run: echo "anyway \${{ needs.unit.result }}" >> "$TRACE"
`;

/** Without \`pipefail\` and with failures that are allowed, it succeeds. */
const TOLERANT = `
name: Tolerant
on: push
jobs:
  pipes:
    runs-on: ubuntu-latest
    steps:
      - run: |
          false | cat
          echo "after the pipe" >> "$TRACE"
      - { id: odd, continue-on-error: true, run: exit 2 }
      - { if: steps.odd.outcome == 'failure', run: 'echo "odd \${{ steps.odd.conclusion }}" >> "$TRACE"' }
  folders:
    runs-on: ubuntu-latest
    defaults: { run: { working-directory: sub } }
    steps:
      - { run: mkdir -p sub/deeper, working-directory: . }
      - { run: 'echo "in $(basename "$PWD")" >> "$TRACE"' }
      - { run: 'echo "in $(basename "$PWD")" >> "$TRACE"', working-directory: sub/deeper }
`;

describe.skipIf(act === undefined)('a workflow before and after its conversion', { timeout: 180_000 }, () => {
  let repository: Repository;
  beforeEach(() => {
    repository = newRepository();
  });
  afterEach(() => repository.remove());

  function commit(workflow: string): void {
    const file = join(repository.path, '.github', 'workflows', 'before.yml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, workflow);
    const git = (...words: string[]) => execFileSync('git', words, { cwd: repository.path, stdio: 'pipe' });
    git('add', '--all');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Change');
  }

  function linesOf(trace: string): readonly string[] {
    return existsSync(trace) ? readFileSync(trace, 'utf8').trim().split('\n').toSorted() : [];
  }

  async function before(): Promise<{ exitCode: number | null; lines: readonly string[]; log: string }> {
    const trace = join(repository.outside, 'act.txt');
    const { exitCode, log } = await startAct(act ?? '', repository, 'push', 'before.yml', { TRACE: trace }).ended;
    return { exitCode, log, lines: linesOf(trace) };
  }

  function after(): { exitCode: number | null; lines: readonly string[]; log: string } {
    const trace = join(repository.outside, 'mission.txt');
    const run = (...argv: readonly string[]) =>
      spawnSync(process.execPath, [cli, ...argv], {
        cwd: repository.path,
        encoding: 'utf8',
        env: { ...process.env, TRACE: trace },
      });
    const written = run('init', '--from', '.github/workflows/before.yml', '--write', 'mission.yml');
    expect(written.status, written.stderr).toBe(0);
    const { status, stdout, stderr } = run(
      'run',
      'mission.yml',
      '--gate',
      'off',
      '--dir',
      join(repository.outside, 'run'),
    );
    return { exitCode: status, log: `${stdout}${stderr}`, lines: linesOf(trace) };
  }

  test.each([
    ['F464 hands values on', HANDED_ON, 0],
    ['F464 fails, and runs only what a failure allows', FAILS, 1],
    ['F464 succeeds in spite of failures that it allows', TOLERANT, 0],
  ])('%s, with the same exit code and the same commands', async (_, workflow, expected) => {
    commit(workflow);
    const [one, other] = [await before(), after()];
    expect(one.exitCode, one.log).toBe(expected);
    expect(other.exitCode, other.log).toBe(expected);
    expect(one.lines.length).toBeGreaterThan(2);
    expect(other.lines, other.log).toEqual(one.lines);
  });
});
