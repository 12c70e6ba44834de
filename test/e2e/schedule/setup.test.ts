import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { readRun, runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/** A database that is empty again after each start, and whose setup fills it. */
const database = `services:
  db:
    run: rm -f rows; echo is ready; exec sleep 1000
    ready: { log: is ready, interval: 20ms }
    setup: echo filling; echo row >> rows; echo setup >> ran
`;

describe('the setup of a service with real processes', () => {
  it('F329: runs after each start, before the users of the service, and again in a resumed run', async () => {
    const text = `name: Setup
tasks:
  read: { services: db, run: "echo read >> ran; grep -c row rows" }
  write: { services: db, needs: read, run: "echo write >> ran; test -e go" }
${database}`;
    const first = await runMission(folder, text);
    expect(first.statuses).toEqual({ read: 'succeeded', write: 'failed' });
    expect(folder.read('ran')).toBe('setup\nread\nwrite\n');
    expect(first.stdout).toMatch(/◆ service db ready after .* of them for its setup/);
    expect(first.events.find(({ type }) => type === 'service-ready')).toMatchObject({ setup: expect.any(Number) });
    expect(folder.read('.mission/logs/db.log')).toContain('▶ setup\nfilling\n');
    folder.write('go', '');
    const resumed = readRun(folder, await folder.mission('resume', '.mission'));
    expect(resumed.exitCode).toBe(0);
    expect(folder.read('ran')).toBe('setup\nread\nwrite\nsetup\nwrite\n');
    expect(folder.read('rows')).toBe('row\n');
  });

  it('F330: fails what needs the service, with the exit code and the log', async () => {
    const run = await runMission(
      folder,
      `name: Broken setup
tasks:
  read: { services: db, run: touch ran }
services:
  db: { run: exec sleep 1000, setup: { run: "echo ERROR no such table; exit 3", timeout: 60s } }
`,
    );
    expect(run.exitCode).toBe(1);
    expect(folder.has('ran')).toBe(false);
    expect(run.task('read').reason).toBe(
      'service db: its setup exited with code 3; line 2 of its log: ERROR no such table; see the end of its log logs/db.log',
    );
    expect(folder.read('.mission/final-report.md')).toContain('▶ setup\nERROR no such table\n');
  });
});
