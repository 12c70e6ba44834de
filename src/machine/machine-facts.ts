import { existsSync } from 'node:fs';
import { availableParallelism, cpus, devNull, hostname, totalmem } from 'node:os';
import type { MachineFacts, StartConstraint } from '../schedule/events/machine-facts.ts';
import { createFiles, type Files } from './kernel/files.ts';
import { constraintsOf, type NamedAmounts } from './measure/constraints.ts';
import { measureMemory, readCapacities } from './measure/linux.ts';
import type { LinuxSurvey } from './survey/linux.ts';
import { surveyMachine, surveyThisMachine } from './this-machine.ts';
import { countsWaiting } from './trees/thread-times.ts';

/** What Node knows of the machine; tests pass another one. */
export interface Host {
  readonly platform: string;
  readonly architecture: string;
  readonly hostname: string;
  readonly node: string;
  /** CPUs that this process may use. Quotas below one CPU are not considered. */
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Name of the first CPU; undefined when the system lists no CPUs. */
  readonly processor: () => string | undefined;
  /** Our own process id. */
  readonly pid: number;
  /** Whether /dev/null exists; true on Windows. */
  readonly hasNullDevice: boolean;
}

/** Describes this machine for the journal. Synchronous: reads a few small files. */
export function readMachineFacts(files?: Files, host: Host = thisHost()): MachineFacts {
  return files === undefined
    ? factsOf(createFiles(), surveyThisMachine(), host)
    : factsOf(files, surveyMachine(files, host.platform), host);
}

function factsOf(files: Files, survey: LinuxSurvey | undefined, host: Host): MachineFacts {
  const processor = readProcessor(files) ?? host.processor();
  const { notes, ...measured } = survey === undefined ? otherFacts(host) : linuxFacts(files, survey, host);
  const warnings = [
    ...(survey === undefined ? [] : [...survey.cpu.warnings, ...survey.memory.warnings]),
    ...placeWarnings(host),
  ];
  return {
    ...measured,
    notes: [...notes, ...warnings],
    ...(warnings.length === 0 ? {} : { warnings }),
    platform: host.platform,
    architecture: host.architecture,
    hostname: host.hostname,
    node: host.node,
    ...(processor === undefined || /^\s*(unknown)?\s*$/.test(processor) ? {} : { processor: processor.trim() }),
  };
}

/** If the kernel does not say how long threads wait for a CPU. */
const UNCOUNTED =
  'this kernel does not count how long tasks wait for a CPU (/proc/self/schedstat): what they would take and use alone is not measured';

type Measured = Pick<MachineFacts, 'cpus' | 'memory' | 'memoryUsed' | 'constraints' | 'source' | 'notes'>;

function linuxFacts(files: Files, survey: LinuxSurvey, host: Host): Measured {
  const { cpu, memory, source } = survey;
  const { memory: memoryUsed } = measureMemory(files, survey);
  const constraints = startConstraints(readCapacities(files, survey));
  return {
    cpus: Math.min(cpu.cpus ?? host.cpus, ...cpu.limits.map(({ cpus }) => cpus)),
    memory: Math.min(memory.machine ?? host.memory, ...memory.limits.map(({ bytes }) => bytes)),
    ...(memoryUsed === undefined ? {} : { memoryUsed }),
    ...(constraints.length === 0 ? {} : { constraints }),
    source,
    notes: [...cpu.notes, ...memory.notes, ...(countsWaiting(files) ? [] : [UNCOUNTED])],
  };
}

/** With the names that the readings use. A limit whose use cannot be read is listed too, but as no share of memory. */
function startConstraints(named: readonly NamedAmounts[]): readonly StartConstraint[] {
  const shares = constraintsOf(named);
  return named.map(({ name, cpu }) => {
    const memory = shares.find((constraint) => constraint.name === name)?.memory;
    return {
      name,
      ...(cpu === undefined ? {} : { cpus: cpu.capacity }),
      ...(memory === undefined ? {} : { memory }),
    };
  });
}

function otherFacts(host: Host): Measured {
  return {
    cpus: host.cpus,
    memory: host.memory,
    // As in the readings, where the library measures the machine as a whole.
    constraints: [{ name: 'machine', ...(host.processor() === undefined ? {} : { cpus: host.cpus }) }],
    source: 'systeminformation',
    notes: [
      ...(host.processor() === undefined
        ? ['no CPU reading here (the system lists no CPUs): the gate falls back to workers and declared loads']
        : []),
      `no CPU and memory figures for single tasks on ${host.platform === 'linux' ? 'a Linux without /proc' : host.platform}`,
      host.platform === 'win32'
        ? 'Windows cannot pause a process: if memory becomes critical, the youngest task is evicted at once and runs again alone'
        : 'if memory becomes critical, the youngest task is paused first, because nothing shows which task grows',
    ],
  };
}

/** Problems of the environment that Mission Runner was started in, on any kind of machine. */
function placeWarnings({ pid, hasNullDevice }: Host): readonly string[] {
  return [
    ...(pid === 1
      ? [
          'Mission Runner is process 1, and does not reap orphans: each process that outlives its parent remains a zombie until the mission ends; start the container with an init, such as docker run --init',
        ]
      : []),
    ...(hasNullDevice ? [] : ['/dev/null is missing, and tasks cannot start without it; mount /dev']),
  ];
}

/** Reads only the start of the file: for the whole file, the kernel queries the clock of every CPU. */
function readProcessor(files: Files): string | undefined {
  const head = files.head('/proc/cpuinfo');
  return head === undefined ? undefined : /^model name\s*:(.+)$/m.exec(new TextDecoder().decode(head))?.[1];
}

function thisHost(): Host {
  return {
    platform: process.platform,
    architecture: process.arch,
    hostname: hostname(),
    node: process.version,
    cpus: availableParallelism(),
    memory: totalmem(),
    processor: () => cpus()[0]?.model,
    pid: process.pid,
    hasNullDevice: process.platform === 'win32' || existsSync(devNull),
  };
}
