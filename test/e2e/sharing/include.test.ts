import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { readEvents, readRun } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const main = `name: Shop
include: [common.mission.yml, { file: ../parts/db.mission.yml, as: db }]
tasks:
  build: { run: "true", needs: db.setup }
`;
const common = `tests:
  lint: { run: test -e passes, needs: build }
`;
const database = `env: { WHERE: db }
defaults: { env: { SIZE: "3" } }
services:
  server: { run: "touch ready; exec sleep 60", ready: { command: test -e ready } }
tasks:
  setup: { run: 'echo "made=$WHERE$SIZE" >> "$MISSION_OUTPUT"', services: server }
tests:
  check:
    needs: setup
    env: { MADE: "\${{ tasks.setup.outputs.made }}" }
    run: test "$MADE" = db3
`;

function write(): void {
  folder.write('ci/mission.yml', main);
  folder.write('ci/common.mission.yml', common);
  folder.write('parts/db.mission.yml', database);
}

const argv = ['ci/mission.yml', '--gate', 'off'];

describe('F349: a mission of several files', () => {
  it('runs, keeps all texts in its journal, and is resumed with what changed in each file', async () => {
    write();
    const run = readRun(folder, await folder.mission('run', ...argv));
    expect(run.statuses).toEqual({
      build: 'succeeded',
      'db.setup': 'succeeded',
      'db.check': 'succeeded',
      lint: 'failed',
    });
    expect(run.events[0]).toMatchObject({
      source: main,
      included: [
        { path: 'common.mission.yml', source: common },
        { path: '../parts/db.mission.yml', source: database },
      ],
    });
    expect(await folder.mission('replay', '.mission')).toMatchObject({ exitCode: 0 });
    folder.write('passes', '');
    folder.write('parts/db.mission.yml', database.replace('WHERE: db', 'WHERE: d').replace('= db3', '= d3'));
    expect(await folder.mission('resume', '.mission')).toMatchObject({ exitCode: 0 });
    const opening = readEvents(folder).find(({ type }) => type === 'resumed');
    expect(opening).toMatchObject({
      kept: [],
      again: expect.arrayContaining([
        { id: 'db.setup', why: 'its env, service db.server changed in the mission file', changed: true },
        { id: 'build', why: 'it needs db.setup, which runs again because of a change', changed: true },
      ]),
    });
    expect(await folder.mission('report', '.mission')).toMatchObject({ exitCode: 0 });
  });

  it.each(['run', 'plan', 'validate', 'list'])(
    'with a mistake in an included file is refused by `%s` at its line',
    async (command) => {
      write();
      folder.write('parts/db.mission.yml', database.replace('needs: setup', 'needs: setpu'));
      const ended = await folder.mission(command, 'ci/mission.yml');
      expect(ended.exitCode).toBe(2);
      expect(ended.stderr).toContain('parts/db.mission.yml:9:12: error: there is no task or test with the id `setpu`');
      expect(ended.stderr).toContain('9 |     needs: setpu');
    },
  );

  it('includes nothing outside of the root, not even through a link', async () => {
    write();
    const outside = newFolder();
    try {
      outside.write('common.mission.yml', common);
      folder.write(
        'ci/mission.yml',
        main.replace('[common.mission.yml', `[../../${outside.path.split('/').at(-1)}/common.mission.yml`),
      );
      const away = await folder.mission('validate', 'ci/mission.yml');
      expect(away).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('found a file outside of the root of the mission'),
      });
      folder.write('ci/mission.yml', main.replace('common', 'linked'));
      symlinkSync(join(outside.path, 'common.mission.yml'), join(folder.path, 'ci/linked.mission.yml'));
      const linked = await folder.mission('validate', 'ci/mission.yml');
      expect(linked).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('found a file outside of the root of the mission'),
      });
      // A mission from elsewhere includes what lies beside it.
      outside.write('m.yml', 'name: Away\ninclude: [common.mission.yml]\ntasks: { build: make }\n');
      expect(await folder.mission('validate', join(outside.path, 'm.yml'))).toMatchObject({ exitCode: 0 });
    } finally {
      outside.remove();
    }
  });
});
