import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';

/** A task replaces a folder of the run, or one above it, while other tasks run. */

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  for (const name of ['temporary/own', 'run', 'project/top']) mkdirSync(join(folder.path, name), { recursive: true });
});
afterEach(() => folder.remove());

const MISSION = `name: Replaced folders
admission: { workers: { limit: 8 }, jobserver: true }
services:
  helper: { run: exec sleep 60 }
tasks:
  slow:
    secrets: TOKEN
    deliverable: slow.md
    artifacts: out/**
    steps:
      - run: until test -e "$BASE/replaced"; do sleep 0.05; done
      - { if: always(), run: 'mkdir out; echo "$TOKEN" | tee out/a; echo "one=1" >> "$MISSION_OUTPUT"' }
  replaces: { run: sh "$BASE/replace.sh" }
  after: { needs: replaces, if: always(), services: helper, retry: 2, run: 'echo "two=2" >> "$MISSION_OUTPUT"' }
`;

const REPLACE = {
  'a file': 'mv "$P" "$P.moved"; echo file > "$P"',
  'a link to itself': 'mv "$P" "$P.moved"; ln -s "$P" "$P"',
  'an unreadable folder': 'chmod 000 "$P"',
} as const;

const PLACES = {
  'the folder above that of temporary files': '$BASE/temporary',
  'the folder of the scripts': '$(ls -d "$BASE"/temporary/own/mission-scripts-*)',
  'the folder of the FIFOs': '$(ls -d "$BASE"/temporary/own/mission-scripts-*)/jobserver',
  'the folder above that of the run': '$BASE/run',
  'the folder of the run': '$BASE/run/dir',
  'the folder of the logs': '$BASE/run/dir/logs',
  'the folder above the root': '$BASE/project',
} as const;

describe.skipIf(process.platform === 'win32')('a task replaces a folder', () => {
  const cases = Object.entries(PLACES).flatMap(([place, path]) =>
    Object.entries(REPLACE).map(([what, script]) => ({ place, path, what, script })),
  );
  it.each(cases)('F625 $place by $what: the run ends with a verdict', async ({ path, what, script }) => {
    // Root may read every folder.
    if (what === 'an unreadable folder' && process.getuid?.() === 0) return;
    const base = folder.path;
    folder.write('project/top/m.yml', MISSION);
    writeFileSync(join(base, 'replace.sh'), `P=${path}\n${script}\n: > "$BASE/replaced"\n`);
    const { NODE_OPTIONS: _, ...environment } = process.env;
    const env = { ...environment, BASE: base, TMPDIR: join(base, 'temporary/own'), TOKEN: 'not-in-any-log' };
    const argv = ['run', 'm.yml', '--gate', 'off', '--dir', join(base, 'run/dir')];
    const started = folder.start(argv, { cwd: join(base, 'project/top'), env });
    const { exitCode, stdout, stderr } = await started.ended;
    await folder.start(['report', join(base, 'run/dir')], { env }).ended;
    expect(stderr).not.toMatch(/node:internal|Mission Runner itself failed|\n {4}at /);
    expect(stdout).toMatch(/The mission (?:failed|succeeded)/);
    expect(stdout).not.toContain('not-in-any-log');
    expect([0, 1]).toContain(exitCode);
    if (exitCode === 1) expect(stdout).toContain(base);
  });
});
