/**
 * Records the runs for the tests of `mission replay`: runs each mission of test/report/fixtures/recorded, or the named
 * ones, and writes the journal beside it, without the details of this machine. `NAME=DIR` uses the journal of an
 * existing run. A busy machine does no harm, because the load of other programs is part of the record.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Event } from '../src/schedule/events/event.ts';

const folder = fileURLToPath(new URL('../test/report/fixtures/recorded', import.meta.url));

/** Runs that are not about the gate: a busy machine would only make them longer. */
const withoutGate: ReadonlySet<string> = new Set(['endings', 'memory', 'services', 'slots']);

const named = process.argv.slice(2);
const all = readdirSync(folder).flatMap((name) => (name.endsWith('.yml') ? [name.slice(0, -4)] : []));
for (const argument of named.length > 0 ? named : all) {
  const [name = '', dir] = argument.split('=');
  if (dir === undefined) record(name);
  else keep(name, dir);
}

function record(name: string): void {
  const dir = mkdtempSync(join(tmpdir(), 'mission-record-'));
  const gate = withoutGate.has(name) ? ['--gate', 'off'] : [];
  const argv = ['src/cli.ts', 'run', join(folder, `${name}.yml`), '--dir', dir, '--log', 'none', ...gate];
  spawnSync(process.execPath, argv, { stdio: 'inherit' });
  keep(name, dir);
  rmSync(dir, { recursive: true });
}

function keep(name: string, dir: string): void {
  const lines = readFileSync(join(dir, 'events.jsonl'), 'utf8').trimEnd().split('\n');
  const events = lines.map((line): Event => JSON.parse(line));
  const [started] = events;
  const root = started?.type === 'mission-started' ? started.root : '';
  const text = events.map((event) => `${JSON.stringify(neutral(event))}\n`).join('');
  writeFileSync(join(folder, `${name}.jsonl`), text.replaceAll(dir, '.mission').replaceAll(root, '/srv/project'));
}

function neutral(event: Event): Event {
  switch (event.type) {
    case 'mission-started': {
      const { folder: _, machine, ...rest } = event;
      const { processor: __, ...facts } = machine;
      return { ...rest, file: 'mission.yml', machine: { ...facts, hostname: 'runner' } };
    }
    case 'step-exited':
      return event.left === undefined ? event : { ...event, left: { logTail: '', logBytes: event.left.logBytes } };
    default:
      return event;
  }
}
