/**
 * Runs the control center and keeps its journal for the tests of the page and for the pictures:
 *   node scripts/record-example.ts
 * Names of this machine are replaced; figures and times stay as measured.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../src/schedule/events/event.ts';
import type { MissionStarted } from '../src/schedule/events/opening.ts';

const kept = 'test/browser/fixtures/control-center.jsonl';
const recorded = process.argv[2] ?? run();
const lines = readFileSync(recorded, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
writeFileSync(kept, lines.map((line) => `${JSON.stringify(neutral(JSON.parse(line) as Event))}\n`).join(''));
console.log(`${kept}: ${lines.length} events`);

function run(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mission-record-'));
  process.on('exit', () => rmSync(dir, { recursive: true }));
  const words = ['src/cli.ts', 'run', 'examples/control-center/mission.yml', '--dir', dir];
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`expected the example to succeed, found exit code ${status}`);
  return join(dir, 'events.jsonl');
}

function neutral(event: Event): Event {
  if (event.type !== 'mission-started') return event;
  const { processor: _, ...machine } = event.machine;
  const started: MissionStarted = {
    ...event,
    root: '/srv/control-center',
    folder: '.mission',
    machine: { ...machine, hostname: 'runner', memory: Math.round(machine.memory / 2 ** 30) * 2 ** 30 },
  };
  return started;
}
