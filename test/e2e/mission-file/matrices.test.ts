import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../../process/step-harness.ts';
import { type Folder, newFolder } from '../command-line.ts';

const limit = { timeout: 60_000 };

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const run = ['run', 'm.yml', '--gate', 'off', '--dir', 'out'];

function rows(): readonly { id: string; status: string }[] {
  return JSON.parse(folder.read('out/mission.json')).tasks;
}

function statuses(): Record<string, string> {
  return Object.fromEntries(rows().map(({ id, status }) => [id, status]));
}

describe('a matrix whose values a command prints', () => {
  const mission = `name: Parts
tasks:
  build:
    matrix: { part: { command: cat parts.json } }
    env: { PART: "\${{ matrix.part }}" }
    run: test "$PART" != broken
tests:
  check:
    matrix: { part: { command: cat parts.json } }
    needs: build (\${{ matrix.part }})
    run: echo checked
`;

  it('runs one task for each value, and the journal has the values', limit, async () => {
    folder.write('m.yml', mission);
    folder.write('parts.json', '["api", "site"]');
    const { exitCode, stderr } = await folder.mission(...run);
    expect(exitCode, stderr).toBe(0);
    expect(Object.keys(statuses())).toEqual(['build (api)', 'build (site)', 'check (api)', 'check (site)']);
    expect(stderr).toContain('mission: the command for part of build printed api, site');
    const first = JSON.parse(folder.read('out/events.jsonl').split('\n')[0] ?? '');
    expect(first.matrices).toEqual([
      { id: 'build', dimension: 'part', command: 'cat parts.json', values: ['api', 'site'] },
      { id: 'check', dimension: 'part', command: 'cat parts.json', values: ['api', 'site'] },
    ]);
  });

  it(
    'F314 has the same combinations when the run is resumed, although the command would print others',
    limit,
    async () => {
      folder.write('m.yml', mission);
      folder.write('parts.json', '["api", "broken"]');
      expect((await folder.mission(...run)).exitCode).toBe(1);
      folder.write('parts.json', '["new"]');
      folder.write('m.yml', mission.replace('!= broken', '!= nothing'));
      expect((await folder.mission('resume', 'out')).exitCode).toBe(0);
      expect(statuses()).toEqual({
        'build (api)': 'succeeded',
        'build (broken)': 'succeeded',
        'check (api)': 'succeeded',
        'check (broken)': 'succeeded',
      });
    },
  );

  it('is not run by validate, and is by plan and list', limit, async () => {
    folder.write('m.yml', mission);
    folder.write('parts.json', '["api"]');
    const validated = await folder.mission('validate', 'm.yml');
    expect(validated.exitCode).toBe(0);
    expect(validated.stderr + validated.stdout).toContain('are not known before this command has run');
    const planned = await folder.mission('plan', 'm.yml');
    expect(planned.stdout).toContain('check (api)');
    expect(planned.stderr).toContain('the command for part of build printed api');
    const listed = await folder.mission('list', 'm.yml', '--only', 'build*');
    expect(listed.stdout).toContain('  build (api)  task');
  });

  it.each([
    ['', 'expected a JSON list, found no output'],
    ['[]', 'expected at least one value, found an empty list'],
    ['["api", ["web"]]', 'as item 2'],
  ])('F315 that prints %j is an error in the file, before anything runs', async (output, message) => {
    folder.write('m.yml', mission);
    folder.write('parts.json', output);
    const { exitCode, stderr } = await folder.mission(...run);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('m.yml:4:32: error: the command for `part`');
    expect(stderr).toContain(message);
    expect(folder.has('out')).toBe(false);
  });

  it('F315 that fails is an error in the file with the last line of its standard error', async () => {
    folder.write('m.yml', mission);
    const { exitCode, stderr } = await folder.mission(...run);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/the command for `part`: exit code 1: cat: .*parts\.json/);
  });

  it('F316 that is interrupted leaves no process and no folder behind', limit, async () => {
    folder.write(
      'm.yml',
      mission.replace(
        'cat parts.json',
        () => 'echo "$0" > script; echo $$ > pid.partial; mv pid.partial pid; sleep 600',
      ),
    );
    const started = folder.start(run);
    await expect.poll(() => folder.has('pid'), { timeout: 30_000 }).toBe(true);
    started.process.kill('SIGINT');
    expect(await started.ended).toMatchObject({ exitCode: null, signal: 'SIGINT' });
    expect(existsSync(folder.read('script').trim())).toBe(false);
    const pid = Number(folder.read('pid'));
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect(folder.has('out')).toBe(false);
  });
});

describe('a service with a matrix', () => {
  const server = `
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const version = process.env.VERSION;
const server = createServer((_, response) => response.end('version ' + version));
server.listen(0, '127.0.0.1', () => {
  writeFileSync('port-' + version, String(server.address().port));
  console.log('ready with ' + version);
});
`;

  it('runs once for each combination, and each combination of a task asks its own', limit, async () => {
    folder.write('server.cjs', server);
    folder.write(
      'm.yml',
      `name: Versions
services:
  db:
    matrix: { version: [13, 14, 15] }
    env: { VERSION: "\${{ matrix.version }}" }
    run: node server.cjs
    ready: { log: "^ready with \${{ matrix.version }}$" }
tasks:
  ask:
    matrix: { version: [13, 14] }
    services: db (\${{ matrix.version }})
    env: { VERSION: "\${{ matrix.version }}" }
    run: node -e 'fetch("http://127.0.0.1:" + require("fs").readFileSync("port-" + process.env.VERSION, "utf8")).then((r) => r.text()).then((t) => { if (t !== "version " + process.env.VERSION) throw new Error(t); })'
`,
    );
    const { exitCode, stdout, stderr } = await folder.mission(...run);
    expect(exitCode, stdout).toBe(0);
    expect(statuses()).toEqual({ 'ask (13)': 'succeeded', 'ask (14)': 'succeeded' });
    expect(stderr).toContain('no task uses the service `db (15)`');
    const services: readonly { id: string; status: string }[] = JSON.parse(folder.read('out/mission.json')).services;
    expect(services.map(({ id, status }) => [id, status])).toEqual([
      ['db (13)', 'stopped'],
      ['db (14)', 'stopped'],
      ['db (15)', expect.anything()],
    ]);
  });
});

describe('a combination that needs a combination', () => {
  it('waits for its own only, and is skipped only if its own fails', limit, async () => {
    folder.write(
      'm.yml',
      `name: Legs
tasks:
  build:
    matrix: { os: [linux, macos], part: [a, b] }
    env: { KEY: "\${{ matrix.os }}-\${{ matrix.part }}" }
    run: test "$KEY" != macos-b
tests:
  test: { matrix: { os: [linux, macos] }, needs: "build (\${{ matrix.os }}, *)", run: echo tested }
  one: { matrix: { part: [a, b] }, needs: "build (macos, \${{ matrix.part }})", run: echo tested }
`,
    );
    expect((await folder.mission(...run)).exitCode).toBe(1);
    expect(statuses()).toMatchObject({
      'test (linux)': 'succeeded',
      'test (macos)': 'skipped',
      'one (a)': 'succeeded',
      'one (b)': 'skipped',
    });
  });
});
