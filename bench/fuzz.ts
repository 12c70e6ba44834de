/**
 * Feeds the reader of mission files with random bytes and mutated missions for a given time, and carries out under a
 * virtual clock what is valid. A line for each finding goes to standard error, the sum to standard output. Exit codes:
 * 0 nothing was found, 1 something was, 2 wrong usage.
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

/** Of one source in a row. */
const INPUTS = 500;

/** Milliseconds. What does not end by itself cannot end itself: then its thread is ended from outside. */
const HUNG = 180_000;

if (!(minutes > 0) || !Number.isInteger(firstSeed)) {
  console.error('expected a number after --minutes and a whole one after --seed');
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
    `${sum.inputs} inputs in ${minutesTaken} minutes, ${sum.valid} of them valid missions, from seed ${firstSeed} on: ${findings.length === 0 ? 'nothing was found.' : `${findings.length} findings.`}`,
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
      fail(`did not end in ${HUNG / 1000} s`);
      void worker.terminate();
    }, HUNG);
    worker.on('message', resolve);
    worker.on('error', (error) => fail(String(error)));
    worker.on('exit', () => {
      clearTimeout(timer);
      fail('ended without a word');
    });
  });
}
