import type { Event } from '../../src/schedule/events/event.ts';
import type { Predictions, TaskPrediction } from '../../src/schedule/events/prediction.ts';
import { JournalBuilder, mission, task } from './journal-builder.ts';

const MIB = 1024 ** 2;

function prediction(seconds: number, last: readonly number[], rest: Partial<TaskPrediction> = {}): TaskPrediction {
  return {
    expect: seconds * 1000,
    low: seconds * 950,
    high: seconds * 1050,
    runs: last.length,
    last: last.map((duration) => duration * 1000),
    ...(last.length < 5 ? {} : { slowAbove: seconds * 1100 + 1000 }),
    flakiness: { runs: last.length, flaky: 0 },
    ...rest,
  };
}

const predictions: Predictions = {
  'L2.slow': prediction(8, [8, 8.2, 7.9, 8.1, 8, 8], { demand: { cpus: 1.53, memory: 2150 * MIB, runs: 6 } }),
  'L2.flaky': prediction(20, [20, 19, 21, 20, 19, 21, 20], { flakiness: { runs: 9, flaky: 2 } }),
  'L2.rising': prediction(30, [27, 27, 28, 28, 33, 33, 34, 34], { trend: 20, slowAbove: 36_000 }),
  'L2.seldom': prediction(10, [10, 10], { demand: { memory: 300 * MIB, runs: 1 } }),
  'L3.steady': prediction(0.05, [0.05, 0.06, 0.05, 0.04, 0.06]),
  'L3.skipped': prediction(5, [5]),
};

/** A run with a history: one task is slower than usual, one is flaky again, one has a rising trend, one is new. */
export function rememberedJournal(): Event[] {
  const retry = { attempts: 2, delay: 0, backoff: 1, on: ['failure'] as const };
  const builder = new JournalBuilder(
    mission([
      task('L2.slow', { name: 'Slow one', expect: 2_000 }),
      task('L2.flaky', { retry }),
      task('L2.rising'),
      task('L2.seldom'),
      task('L2.new'),
      task('L3.steady', { needs: ['L2.slow'] }),
      task('L3.skipped', { needs: ['L2.seldom'] }),
    ]),
  );
  const [started] = builder.events;
  if (started?.type === 'mission-started') builder.events[0] = { ...started, predictions };
  for (const id of ['L2.slow', 'L2.flaky', 'L2.rising', 'L2.seldom', 'L2.new']) builder.launch(id);
  builder.at(11_000).exit('L2.seldom', 0, { exitCode: 1 }).end('L2.seldom', 'failed', 'exit code 1', 0);
  builder.end('L3.skipped', 'skipped', 'L2.seldom failed');
  builder.at(12_000).succeed('L2.slow').launch('L3.steady', 'L2.slow').at(12_070).succeed('L3.steady');
  builder.at(13_000).exit('L2.flaky', 0, { exitCode: 1 }).retry('L2.flaky', 1, 'failure', 'exit code 1', 0);
  builder.relaunch('L2.flaky', 2).at(14_000).succeed('L2.new').at(32_000).succeed('L2.flaky');
  return builder.at(35_000).succeed('L2.rising').finish('failed');
}
