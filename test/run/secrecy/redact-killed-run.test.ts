import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redactKilledRun } from '../../../src/run/secrecy/redact-killed-run.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { buildMission, service, task } from '../../build-mission.ts';
import { drive } from '../../schedule/drive.ts';

const KEY = 'sw0rdfish-42';
const secrets = ['KEY'];
const mission = buildMission({
  tasks: [task('a', { secrets }), task('b', { secrets, services: ['api'] })],
  services: [service('api', { secrets })],
  admission: { gate: 'off' },
});

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-killed-'));
  mkdirSync(join(dir, 'logs'));
  for (const id of ['a', 'b', 'api']) writeFileSync(join(dir, 'logs', `${id}.log`), `of ${id}: ${KEY}\n`);
});
afterEach(() => rmSync(dir, { recursive: true }));

function left(events: readonly Event[], environment: NodeJS.ProcessEnv, from: 'same' | 'another' | 'later') {
  return redactKilledRun({ mission, events, dir, environment, caller: from, problem: () => {} }).then(() =>
    ['a', 'b', 'api'].map((id) => {
      const path = join(dir, 'logs', `${id}.log`);
      return existsSync(path) ? readFileSync(path, 'utf8').trim() : 'gone';
    }),
  );
}

it('F674 copies of files of a run that was killed are redacted, or removed if the value of a secret is not known', async () => {
  const run = drive(mission);
  run.start();
  const names = ['files/a/out/x.txt', 'files/b/y.txt'];
  const texts = () =>
    names.map((name) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : 'gone'));
  for (const name of names) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), `copied ${KEY}`);
  }
  await left(run.journal, { KEY }, 'same');
  expect(texts()).toEqual(['copied ***', `copied ${KEY}`]);
  writeFileSync(join(dir, 'files/a/out/x.txt'), `copied ${KEY}`);
  await left(run.journal, { KEY: 'another-value' }, 'later');
  expect(texts()).toEqual(['gone', `copied ${KEY}`]);
});

it.skipIf(process.platform === 'win32')(
  'F720 a link in the place of the folder of copies is not followed: the files behind it are neither changed nor removed',
  async () => {
    const run = drive(mission);
    run.start();
    const outside = join(dir, 'outside');
    const file = join(outside, 'a', 'x.txt');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `mine ${KEY}`);
    const links = [() => symlinkSync(outside, join(dir, 'files')), () => linkIn(join(dir, 'files'), dirname(file))];
    for (const link of links) {
      rmSync(join(dir, 'files'), { force: true });
      link();
      await left(run.journal, { KEY }, 'same');
      await left(run.journal, { KEY: 'another-value' }, 'later');
      expect(readFileSync(file, 'utf8')).toBe(`mine ${KEY}`);
    }
  },
);

function linkIn(folder: string, target: string): void {
  mkdirSync(folder);
  symlinkSync(target, join(folder, 'a'));
}

describe('F26 logs of a run that was killed', () => {
  it('are redacted with the same value, and removed if it may be another one', async () => {
    const run = drive(mission);
    run.start();
    expect(await left(run.journal, { KEY }, 'same')).toEqual(['of a: ***', 'of b: ***', 'of api: ***']);
    expect(await left(run.journal, { KEY: 'another-value' }, 'later')).toEqual(['gone', 'of b: ***', 'gone']);
  });

  it('are removed also where the start of what printed them had not come to the journal', async () => {
    const run = drive(mission);
    run.start();
    const launched = run.journal.filter(({ type }) => type !== 'step-started' && type !== 'service-started');
    expect(launched.map(({ type }) => type)).toEqual(expect.arrayContaining(['admitted', 'service-starting']));
    expect(await left(launched, {}, 'another')).toEqual(['gone', `of b: ${KEY}`, 'gone']);
  });
});
