import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Folder, newFolder } from '../command-line.ts';

const SHOP = `name: Web shop
tasks:
  build: { run: npm run build, expect: 3m, artifacts: dist }
  lint: { run: npm run lint, expect: 2m }
tests:
  unit: { run: npm test, needs: build, expect: 6m }
  api: { run: npm run test:api, needs: build, expect: 5m }
`;

const OUT = '.github/workflows/shop.yml';
const COMMAND = ['workflow', 'shop.yml', '--out', OUT] as const;
const PLAN = `    1: build, lint
    2: unit
    3: api
`;

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('shop.yml', SHOP);
});
afterEach(() => folder.remove());

/** A workflow whose plan the maintainer has written. */
async function writeWorkflow(): Promise<void> {
  await folder.mission(...COMMAND, '--runners', '3');
  folder.write(
    OUT,
    folder.read(OUT).replace(/( {2}MISSION_PLAN: \|\n)(?: {4}.*\n)+/, (_, key) => `${key}${PLAN}`),
  );
  await folder.mission(...COMMAND);
}

describe('mission workflow', () => {
  it('writes a workflow that is up to date until the mission changes', async () => {
    const written = await folder.mission(...COMMAND, '--runners', '3', '--uses', 'example/mission-runner@v0');
    expect(written).toMatchObject({ exitCode: 0, stdout: `Wrote ${OUT}: 3 parts.\n`, stderr: '' });
    const text = folder.read(OUT);
    expect(text.split('\n')[0]).toBe(`# Made by \`mission workflow shop.yml --out ${OUT}\`.`);
    expect(await folder.mission(...COMMAND, '--check')).toMatchObject({ exitCode: 0, stdout: `${OUT}: up to date\n` });
    folder.write('shop.yml', SHOP.replace('needs: build, expect: 5m', 'needs: build, secrets: [TOKEN]'));
    const { exitCode, stdout, stderr } = await folder.mission(...COMMAND, '--check');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`--- a/${OUT}\n+++ b/${OUT}\n@@ `);
    expect(stdout).toContain('\n+          TOKEN: ${' + '{ secrets.TOKEN }}\n');
    expect(stderr).toMatch(new RegExp(`${OUT} is out of date; run .* workflow shop\\.yml --out ${OUT}\n$`));
    expect(folder.read(OUT)).toBe(text);
    expect((await folder.mission(...COMMAND)).exitCode).toBe(0);
    expect((await folder.mission(...COMMAND, '--check')).exitCode).toBe(0);
  });

  it('keeps a plan that the maintainer has written, as it is, and makes a new one with --runners', async () => {
    await writeWorkflow();
    const { jobs } = parse(folder.read(OUT));
    expect(Object.keys(jobs)).toEqual(['build-and-lint', 'unit', 'api', 'verdict']);
    expect(jobs.api.needs).toBe('build-and-lint');
    expect(folder.read(OUT)).toContain(PLAN);
    expect((await folder.mission(...COMMAND, '--check')).exitCode).toBe(0);
    const { stdout } = await folder.mission(...COMMAND, '--runners', '1');
    expect(stdout).toBe(`Wrote ${OUT}: 1 part.\n`);
    expect(Object.keys(parse(folder.read(OUT)).jobs)).toEqual(['mission']);
  });

  it('makes a new plan with as many parts if the plan in the file is none of the mission any more', async () => {
    await writeWorkflow();
    folder.write('shop.yml', `${SHOP}  size: { run: npm run size, needs: build, expect: 6m }\n`);
    expect((await folder.mission(...COMMAND, '--check')).exitCode).toBe(1);
    const { stdout, stderr } = await folder.mission(...COMMAND);
    expect(stdout).toBe(`Wrote ${OUT}: 3 parts.\n`);
    expect(stderr).toContain(
      'the plan in the file is not one of this mission (expected each task and test in a part, found none with size)',
    );
    expect(parse(folder.read(OUT)).env.MISSION_PLAN).toContain('size');
  });

  it('names this action as other workflows of the repository do, and keeps what the file has', async () => {
    const uses = 'acme/mission-runner@0123456789012345678901234567890123456789 # v0.1.0';
    folder.write('.github/workflows/gate.yml', `jobs:\n  gate:\n    steps:\n      - uses: ${uses}\n`);
    folder.write('.github/workflows/other.yml', `jobs:\n  x:\n    steps:\n      - uses: OWNER/mission-runner@v0\n`);
    const written = await folder.mission(...COMMAND, '--runners', '2');
    expect(written).toMatchObject({ exitCode: 0, stderr: '' });
    expect(folder.read(OUT)).toContain(`      - uses: ${uses}\n`);
    folder.write('.github/workflows/gate.yml', 'jobs: {}\n');
    expect((await folder.mission(...COMMAND, '--check')).exitCode).toBe(0);
  });

  it('says what to replace if no workflow of the repository uses this action', async () => {
    const { stderr } = await folder.mission(...COMMAND, '--runners', '2');
    expect(stderr).toContain(`mission: replace OWNER/mission-runner@v0 in ${OUT}`);
    expect(folder.read(OUT)).toContain('      - uses: OWNER/mission-runner@v0\n');
  });

  it('prints the workflow without --out', async () => {
    const { stdout, exitCode } = await folder.mission('workflow', 'shop.yml', '--runners', '2');
    expect(exitCode).toBe(0);
    expect(Object.keys(parse(stdout).jobs)).toHaveLength(3);
  });

  it('F389 does not change a file that it has not made', async () => {
    folder.write(OUT, 'on: push\n');
    for (const more of [[], ['--check']]) {
      const { exitCode, stderr } = await folder.mission(...COMMAND, ...more);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(
        `expected ${OUT} to be a file that this command has made, found another one, which was not changed`,
      );
    }
    expect(folder.read(OUT)).toBe('on: push\n');
  });

  it.each<readonly [string, readonly string[], string]>([
    [
      'a number of runners that is too large',
      ['--runners', '9'],
      'expected at most 4 runners, found 9: it can be cut into 4 parts',
    ],
    ['a file that cannot be written', ['--out', 'shop.yml/x.yml'], 'shop.yml/x.yml'],
    ['a folder as the file', ['--out', '.'], 'expected --out to name a file, found the folder .'],
    ['--check without a file', ['--check'], 'expected --out with --check, found none'],
    [
      'a set-up that is no action',
      ['--setup', '.github/actions/setup'],
      'found ".github/actions/setup" without action.yml',
    ],
    [
      'another action that is not named',
      ['--uses', 'run: x'],
      'expected --uses to be as OWNER/REPOSITORY@COMMIT, found "run: x"',
    ],
  ])('refuses %s', async (_, options, message) => {
    const { exitCode, stdout, stderr } = await folder.mission('workflow', 'shop.yml', ...options);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(folder.has('.github')).toBe(false);
  });

  it('refuses a mission without a safe cut, and says what to declare', async () => {
    folder.write(
      'shop.yml',
      SHOP.replace(', artifacts: dist', '').replace('  lint: { run: npm run lint, expect: 2m }\n', ''),
    );
    const { exitCode, stderr } = await folder.mission('workflow', 'shop.yml', '--runners', '2');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('found 2: it has no safe cut');
    expect(stderr).toContain('With `artifacts:` in build');
  });

  it('refuses an invalid mission with its diagnostics', async () => {
    folder.write('shop.yml', SHOP.replace('needs: build, expect: 6m', 'needs: biuld'));
    const { exitCode, stderr } = await folder.mission(...COMMAND);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('did you mean');
    expect(folder.has(OUT)).toBe(false);
  });
});
