/**
 * Puts Mission Runner and its peers through the same faults (`faults/`), and prints what each of them does as a Markdown table:
 * the table of docs/compared.md. Run it with `npm run compare`; `npm run bench -- --install` installs the peers.
 *
 * Linux only: processes are found by a variable in their environment. Everything that a tool leaves running is killed.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { allFaults } from './faults/all-faults.ts';
import type { Fault, FaultRun } from './faults/fault.ts';
import { describeMachine, thisMachine } from './machine.ts';
import { concurrently } from './peers/concurrently.ts';
import { gnuParallel } from './peers/gnu-parallel.ts';
import { goTask } from './peers/go-task.ts';
import { make } from './peers/make.ts';
import { mission } from './peers/mission.ts';
import { ninja } from './peers/ninja.ts';
import type { Peer } from './peers/peer.ts';
import { withTemporaryFolders } from './temporary-folder.ts';

const peers: readonly Peer[] = [mission, gnuParallel, make, ninja, concurrently, goTask];
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Milliseconds after the tool has ended, and before its remaining processes are counted. */
const SETTLED = 2000;

/** Milliseconds after which a tool that does not end is killed. */
const LONGEST = 20_000;

await withTemporaryFolders(async (newFolder) => {
  const present = peers.filter((peer) => peer.version() !== undefined);
  console.log(`${describeMachine(thisMachine())}\n`);
  console.log(`| Fault | ${present.map((peer) => `${peer.name} ${peer.version()}`).join(' | ')} |`);
  console.log(`|---|${present.map(() => '---').join('|')}|`);
  for (const fault of allFaults) {
    const cells: string[] = [];
    for (const peer of present) cells.push(await judge(fault, peer, newFolder()));
    console.log(`| ${fault.title} | ${cells.join(' | ')} |`);
  }
});

async function judge(fault: Fault, peer: Peer, folder: string): Promise<string> {
  const command = peer.prepare(fault.graph, folder, {
    cli,
    full: false,
    quick: false,
    runs: (many) => many,
    newFolder: () => folder,
  });
  if (command === undefined) return 'cannot be expressed';
  if (peer.kind === 'self') addKeys(fault, join(folder, 'mission.yml'));
  const mark = `fault-${process.pid}-${performance.now()}`;
  const output = openSync(join(folder, '..', `${mark}.txt`), 'w+');
  const input = command.input === undefined ? undefined : openSync(command.input, 'r');
  const words = command.arguments.map((word) => (peer.kind === 'self' && word === 'none' ? 'prefixed' : word));
  const child = spawn(command.program, words, {
    cwd: folder,
    env: { ...process.env, ...command.environment, ...fault.environment, FAULT_MARK: mark },
    stdio: [input ?? 'ignore', output, output],
  });
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 0));
  });
  if (fault.signal !== undefined) {
    while (!existsSync(join(folder, 'ready')) && child.exitCode === null) await delay(20);
    child.kill(fault.signal);
  }
  const exit = await Promise.race([ended, delay(LONGEST, 'hangs' as const, { ref: false })]);
  await delay(SETTLED);
  const left = processesOf(mark).filter((pid) => exit === 'hangs' || pid !== child.pid);
  for (const pid of processesOf(mark)) tryKill(pid);
  closeSync(output);
  if (input !== undefined) closeSync(input);
  const text = readFileSync(join(folder, '..', `${mark}.txt`), 'utf8');
  if (exit === 'hangs') return `does not end, ${left.length} left`;
  const run: FaultRun = { folder, exit, output: text, left: left.length };
  return fault.judge(run);
}

function addKeys({ missionLines = '', missionEdit }: Fault, path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, missionLines + (missionEdit === undefined ? text : missionEdit(text)));
}

/** Every live process that has the mark in its environment. */
function processesOf(mark: string): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(Number.isInteger)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark) && !isZombie(pid);
      } catch {
        return false;
      }
    });
}

function isZombie(pid: number): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}
