/**
 * Fuzzes the reader of mission files with random bytes and mutated missions for a given time, and runs every valid
 * mission under a virtual clock. Each finding is printed to standard error, the totals to standard output. Exit codes:
 * 0 no findings, 1 findings, 2 wrong usage.
 *
 *   node bench/fuzz.ts [--minutes 10] [--seed NUMBER]
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type Fuzzed, type Source, sources } from '../test/mission/fuzz/fuzz.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 10);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000);
const names = Object.keys(sources) as readonly Source[];

/** Inputs from one source before the next source takes its turn. */
const INPUTS = 500;

/** Milliseconds until a worker thread counts as hung. A hung thread cannot stop itself, so it is terminated from outside. */
const HUNG = 180_000;

if (!(minutes > 0) || !Number.isInteger(firstSeed)) {
  console.error('expected a positive number after --minutes and an integer after --seed');
  process.exitCode = 2;
} else {
  await fuzzFor(minutes * 60_000);
}

async function fuzzFor(time: number): Promise<void> {
  console.error(`seed ${firstSeed}`);
  const begun = performance.now();
  const sum = { inputs: 0, valid: 0 };
  const findings: string[] = [];
  for (let seed = firstSeed; performance.now() - begun < time; seed += 1) {
    const source = names[seed % names.length] ?? 'mutatedMission';
    const { inputs, valid, finding } = await fuzzApart(source, seed);
    sum.inputs += inputs;
    sum.valid += valid;
    if (finding === undefined) continue;
    findings.push(finding);
    console.error(`${finding}\n`);
  }
  const minutesTaken = ((performance.now() - begun) / 60_000).toFixed(1);
  console.log(
    `${sum.inputs} inputs in ${minutesTaken} minutes, ${sum.valid} of them valid missions, starting at seed ${firstSeed}: ${findings.length === 0 ? 'no' : findings.length} findings.`,
  );
  if (findings.length > 0) process.exitCode = 1;
}

function fuzzApart(source: Source, seed: number): Promise<Fuzzed> {
  const worker = new Worker(new URL('../test/mission/fuzz/worker.ts', import.meta.url), {
    workerData: { source, budget: { inputs: INPUTS, time: HUNG / 2, seed } },
  });
  return new Promise((resolve) => {
    const fail = (how: string) => resolve({ inputs: 0, valid: 0, finding: `${how}: source ${source}, seed ${seed}` });
    const timer = setTimeout(() => {
      fail(`worker did not finish within ${HUNG / 1000} s`);
      void worker.terminate();
    }, HUNG);
    worker.on('message', resolve);
    worker.on('error', (error) => fail(String(error)));
    worker.on('exit', () => {
      clearTimeout(timer);
      fail('worker exited without a result');
    });
  });
}
