import type { Event } from '../../src/schedule/events/event.ts';
import type { Constraint, Usage } from '../../src/schedule/events/reading.ts';
import { JournalBuilder, machine, mission, task } from './journal-builder.ts';

const GIB = 1024 ** 3;
const CONTAINER = 'container of 6 GiB';

/** A machine of 16 GiB, in which the container has 6. */
const FACTS = {
  ...machine,
  memory: 6 * GIB,
  constraints: [
    { name: 'machine', cpus: 4, memory: { capacity: 16 * GIB, used: 4 * GIB } },
    { name: CONTAINER, memory: { capacity: 6 * GIB, used: 0.3 * GIB } },
  ],
};

/**
 * Three tasks fill a container. Two of them are paused; the oldest one continues, and the youngest is evicted and runs again alone. The
 * fourth one may not be paused.
 */
export function criticalMemoryJournal(): Event[] {
  const builder = new JournalBuilder(
    mission([
      task('L2.1', { name: 'Index', timeout: 60_000 }),
      task('L2.2', { name: 'Thumbnails', retry: { attempts: 2, delay: 0, backoff: 1, on: ['failure'] } }),
      task('L2.3', { name: 'Video' }),
      task('L2.4', { name: 'Archive', pausable: false }),
      task('L3.1', { name: 'Gallery Tester', needs: ['L2.1'] }),
    ]),
    FACTS,
  );
  const sample = (at: number, cpu: number, memory: number, used: Record<string, Usage>) =>
    builder.at(at).sample(cpu, memory, used, constraints(cpu, memory));
  for (const id of ['L2.1', 'L2.2', 'L2.3', 'L2.4']) builder.trigger(id);
  builder.check().admit('L2.1');
  builder.at(100).check().admit('L2.2').at(200).check().admit('L2.3').at(300).check().admit('L2.4');
  sample(2_000, 60, 80, usage(1.2, 1.6, 1.4));
  sample(2_400, 60, 96.2, usage(1.5, 1.9, 1.7));
  builder.add({ type: 'paused', at: 2_400, id: 'L2.3', pressure: pressure(96.2, 1.7) });
  builder.add({ type: 'paused', at: 2_400, id: 'L2.2', pressure: pressure(96.2, 1.9) });
  sample(4_000, 20, 80, usage(1.5, 1.9, 1.7));
  builder.add({ type: 'continued', at: 4_000, id: 'L2.2', cause: 'memory', memory: 80 });
  sample(4_900, 40, 97, usage(1.5, 2.4, 1.7));
  builder.add({ type: 'paused', at: 4_900, id: 'L2.2', pressure: pressure(97, 2.4) });
  builder.at(5_400).add({ type: 'stopping', at: 5_400, id: 'L2.3', cause: 'memory', pressure: pressure(97, 1.7) });
  builder.at(5_450).exit('L2.3', 0, { signal: 'SIGTERM' }, { logTail: 'frame 1200 of 90000\n', logBytes: 20 });
  builder.evict('L2.3', 1).check();
  builder.defer(['L2.3'], 'memory', 'L2.2 is paused until memory is below its limit');
  sample(5_700, 20, 70, usage(1.5, 2.4, 0));
  builder.add({ type: 'continued', at: 5_700, id: 'L2.2', cause: 'memory', memory: 70 });
  builder.at(9_000).succeed('L2.1').trigger('L3.1', 'L2.1').check();
  builder.at(9_500).succeed('L2.2').at(10_000).succeed('L2.4').check().admit('L2.3');
  sample(12_000, 50, 60, { 'L2.3': { cpuSeconds: 4, memory: 3 * GIB } });
  builder.at(15_000).succeed('L2.3').check().admit('L3.1');
  return builder.at(16_000).succeed('L3.1').finish('succeeded');
}

function usage(...gib: readonly number[]): Record<string, { readonly cpuSeconds: number; readonly memory: number }> {
  return Object.fromEntries(
    gib.flatMap((each, index) => (each === 0 ? [] : [[`L2.${index + 1}`, { cpuSeconds: 1, memory: each * GIB }]])),
  );
}

/** The container has the highest share of memory, the machine that of CPU. */
function constraints(cpu: number, memory: number): readonly Constraint[] {
  return [
    {
      name: 'machine',
      cpu: { capacity: 4, used: (4 * cpu) / 100 },
      memory: { capacity: 16 * GIB, used: (6 * GIB * memory) / 100 + 4 * GIB },
    },
    { name: CONTAINER, memory: { capacity: 6 * GIB, used: (6 * GIB * memory) / 100 } },
  ];
}

function pressure(memory: number, used: number) {
  return { constraint: CONTAINER, memory, critical: 95, used: used * GIB, grown: 0.3 * GIB };
}
