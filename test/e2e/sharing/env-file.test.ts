import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { filesWith, readEvents, readRun } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const mission = `name: Files
env-file: .env
env: { C: mission }
secrets: TOKEN
tasks:
  show:
    env-file: [conf/own.env]
    env: { E: "\${{ env.B }}-\${{ env.GIVEN }}" }
    run: |
      echo "seen=$A $B $C $D $E $GIVEN $RAW" >> "$MISSION_OUTPUT"
      echo "token $TOKEN"
  other: { run: 'test "$A" = mission && test "$D" = "" && test -e passes' }
`;

function write(): void {
  folder.write('m.yml', mission);
  folder.write(
    '.env',
    `# comment\nA=mission\nexport B="two\\nlines"\nC=file\nGIVEN=file\nTOKEN=hunter2-hunter2\nRAW=\${{ env.A }}\n`,
  );
  folder.write('conf/own.env', "A='own'\nB=own\nD=own\n");
}

const start = (...argv: readonly string[]) => folder.start(argv, { env: { GIVEN: 'caller' } }).ended;

describe('F338: env files', () => {
  it('give variables to tasks: below `env` and the caller, the nearest file first, and never as expressions', async () => {
    write();
    const run = readRun(folder, await start('run', 'm.yml', '--gate', 'off'));
    expect(run.task('show').outputs).toEqual({ seen: `own own mission own own-caller caller \${{ env.A }}` });
    expect(run.stdout).toContain('token ***');
    expect(filesWith(`${folder.path}/.mission`, 'hunter2')).toEqual([]);
    expect(run.events[0]).toMatchObject({
      mission: { tasks: [{ envFiles: [{ path: '.env', digest: expect.stringMatching(/^[0-9a-f]{8}$/) }, {}] }, {}] },
    });
  });

  it('are read again by a resume, and run again what uses a file that has changed', async () => {
    write();
    await start('run', 'm.yml', '--gate', 'off');
    folder.write('passes', '');
    folder.write('conf/own.env', "A='own'\nB=own\nD=changed\n");
    expect(await start('resume', '.mission')).toMatchObject({ exitCode: 0 });
    const resumed = readEvents(folder).find(({ type }) => type === 'resumed');
    expect(resumed).toMatchObject({
      kept: [],
      again: [{ id: 'show', why: 'its env-file changed in the mission file' }, {}],
    });
  });
});

it('F339: an env file that is missing or outside of the root is an error at its place, and nothing runs', async () => {
  folder.write('m.yml', mission);
  folder.write('conf/own.env', 'A=1\n');
  const missing = await start('run', 'm.yml');
  expect(missing).toMatchObject({ exitCode: 2 });
  expect(missing.stderr).toContain(
    'm.yml:2:11: error: `env-file`: expected a file with variables at `.env`, found no such file',
  );
  expect(folder.has('.mission')).toBe(false);
  // The file is often not in the repository: whether it is there is not a question of a valid mission.
  expect(await start('validate', 'm.yml')).toMatchObject({ exitCode: 0 });
  symlinkSync('/etc/hostname', join(folder.path, '.env'));
  const outside = await start('plan', 'm.yml');
  expect(outside).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('found a file outside of the root') });
});
