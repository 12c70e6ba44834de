import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Command, run } from '../command.ts';
import type { Bench, Workload } from '../workload.ts';

const TESTS = 60;
const TESTS_WHEN_QUICK = 16;
const burner = join(import.meta.dirname, '../programs/burn.mjs');

/** Many short tests that use a core each: what the gate costs where there is nothing to protect. */
export const shortTests: Workload = {
  id: 'short-tests',
  title: `${TESTS} tests of 0.3 to 1 CPU seconds (${TESTS_WHEN_QUICK} with --quick), nothing declared`,
  measure: async (bench) => {
    const commands = commandsFor(bench.quick ? TESTS_WHEN_QUICK : TESTS);
    const gated: number[] = [];
    const open: number[] = [];
    const xargs: number[] = [];
    for (let round = 0; round < bench.runs(3, 1); round++) {
      gated.push(await asMission(commands, [], bench));
      open.push(await asMission(commands, ['--gate', 'off'], bench));
      xargs.push(await asXargs(commands, bench));
    }
    const better = xargs.map((wall, round) => Math.min(wall, open[round] ?? Infinity));
    const ratios = gated.map((wall, round) => wall / (better[round] ?? Number.NaN));
    return [
      { name: 'mission, gate as by default', unit: 's', values: gated },
      { name: 'mission, gate off', unit: 's', values: open, besides: gated },
      { name: `xargs -P${availableParallelism()}`, unit: 's', values: xargs, besides: gated },
      {
        name: 'gate as by default, over the better of the others',
        unit: '×',
        values: ratios,
        goal: { atMost: 1.05, by: 'median' },
      },
    ];
  },
};

/** In an order in which short and long ones alternate. */
function commandsFor(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const seconds = 0.3 + (0.7 * ((index * 7) % count)) / (count - 1);
    return `${process.execPath} ${burner} ${seconds.toFixed(2)}`;
  });
}

async function asMission(commands: readonly string[], more: readonly string[], bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const tests = commands.map((command, index) => `  t${index}: { needs: work, run: ${command} }`);
  const head = ['name: Benchmark', 'tasks: { work: { run: ":" } }', 'tests:'];
  writeFileSync(file, [...head, ...tests, ''].join('\n'));
  const options = ['--dir', join(folder, 'run'), '--log', 'none', ...more];
  return (await run({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder)) / 1000;
}

async function asXargs(commands: readonly string[], bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const input = join(folder, 'commands.txt');
  writeFileSync(input, commands.map((command) => `${command}\n`).join(''));
  const options = [`-P${availableParallelism()}`, '-d', '\n', '-n1', 'bash', '-c'];
  // xargs appends the command as the only argument of bash -c.
  const command: Command = { program: 'xargs', arguments: options, input };
  return (await run(command, folder)) / 1000;
}
