import type { Service } from '../../src/mission/model/mission.ts';
import type { Launch, Ports, ServiceOutcome, StepOutcome } from '../../src/ports/ports.ts';
import type { Event, LeftBehind, Leftover } from '../../src/schedule/events/event.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';

/** Fake ports of the loop: the test controls time and processes, and the journal is a list. */
export interface FakePorts extends Ports {
  readonly lines: Event[];
  readonly launches: Launch[];
  /** Services that the loop has started. */
  readonly services: Service[];
  readonly signals: string[];
  /** Ids of tasks that have ended for good. */
  readonly released: string[];
  readonly stopped: { sampler: boolean };
  /** The lengths in milliseconds that the loop has asked the sampler for. */
  readonly measures: number[];
  /** Times of events that have ended a rest of the sampler. */
  readonly restEnds: number[];
  /** The reading of the rest that the next event ends. */
  restReading?: Reading | undefined;
  /** Used memory in percent, as measured between two windows. */
  memory?: number;
  /** If set, all further appends throw it. */
  journalFailure?: Error;
  escaped: readonly Leftover[];
  left: LeftBehind;
  /** Reports an outcome of the newest launch of this task. */
  answer(id: string, outcome: StepOutcome): void;
  answerService(id: string, outcome: ServiceOutcome): void;
  sample(reading: Reading): void;
  /** Advances the time and rings the alarm when it is due. */
  advance(milliseconds: number): void;
}

export function fakePorts(): FakePorts {
  let now = 0;
  let alarm: { at: number; ring: () => void } | undefined;
  let sampled: (reading: Reading) => void = () => {};
  const answers = new Map<string, (outcome: StepOutcome) => void>();
  const serviceAnswers = new Map<string, (outcome: ServiceOutcome) => void>();
  const ports: FakePorts = {
    lines: [],
    launches: [],
    services: [],
    signals: [],
    released: [],
    stopped: { sampler: false },
    measures: [],
    restEnds: [],
    escaped: [],
    left: { logTail: 'the end', logBytes: 7 },
    clock: {
      now: () => now,
      alarm: (at, ring) => {
        alarm = at === undefined ? undefined : { at, ring };
      },
    },
    processes: {
      start: (launch, report) => {
        ports.launches.push(launch);
        answers.set(launch.task.id, report);
      },
      terminate: (id) => ports.signals.push(`TERM ${id}`),
      kill: (id) => ports.signals.push(`KILL ${id}`),
      pause: (id) => ports.signals.push(`STOP ${id}`),
      continue: (id) => ports.signals.push(`CONT ${id}`),
      collect: () => ports.left,
      collectLog: () => ports.left,
      startService: (service, report) => {
        ports.services.push(service);
        serviceAnswers.set(service.id, report);
      },
      terminateService: (id) => ports.signals.push(`TERM ${id}`),
      killService: (id) => ports.signals.push(`KILL ${id}`),
      release: (id) => ports.released.push(id),
      sweep: () => Promise.resolve(ports.escaped),
    },
    sampler: {
      memory: () => (ports.memory === undefined ? undefined : { memory: ports.memory }),
      start: (callback) => {
        sampled = callback;
      },
      measure: (within) => ports.measures.push(within),
      endRest: (at) => {
        ports.restEnds.push(at);
        const { restReading } = ports;
        ports.restReading = undefined;
        if (restReading !== undefined) sampled(restReading);
      },
      stop: () => {
        ports.stopped.sampler = true;
      },
    },
    journal: {
      append: (events) => {
        if (ports.journalFailure !== undefined) throw ports.journalFailure;
        ports.lines.push(...events);
      },
      close: () => {},
    },
    answer: (id, outcome) => answers.get(id)?.(outcome),
    answerService: (id, outcome) => serviceAnswers.get(id)?.(outcome),
    sample: (reading) => sampled(reading),
    advance: (milliseconds) => {
      const until = now + milliseconds;
      while (alarm !== undefined && alarm.at <= until) {
        const due = alarm;
        alarm = undefined;
        now = Math.max(now, due.at);
        due.ring();
      }
      now = until;
    },
  };
  return ports;
}
