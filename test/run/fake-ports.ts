import type { Service } from '../../src/mission/model/mission.ts';
import type { Launch, Ports, ServiceOutcome, StepOutcome } from '../../src/ports/ports.ts';
import type { Event, LeftBehind, Leftover } from '../../src/schedule/events/event.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';

/** Fakes of the loop's doors: time and processes do what the test says, the journal is a list. */
export interface FakePorts extends Ports {
  readonly lines: Event[];
  readonly launches: Launch[];
  /** Services that were started. */
  readonly services: Service[];
  readonly signals: string[];
  readonly stopped: { sampler: boolean };
  /** Used percent, as measured between the windows. */
  memory?: number;
  /** Set to make the next appends fail. */
  journalFailure?: Error;
  escaped: readonly Leftover[];
  left: LeftBehind;
  /** Answers the newest launch of this task. */
  answer(id: string, outcome: StepOutcome): void;
  answerService(id: string, outcome: ServiceOutcome): void;
  sample(reading: Reading): void;
  /** Moves time on and rings the alarm where it falls due. */
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
    stopped: { sampler: false },
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
      collect: () => ports.left,
      startService: (service, report) => {
        ports.services.push(service);
        serviceAnswers.set(service.id, report);
      },
      terminateService: (id) => ports.signals.push(`TERM ${id}`),
      killService: (id) => ports.signals.push(`KILL ${id}`),
      sweep: () => Promise.resolve(ports.escaped),
    },
    sampler: {
      memory: () => ports.memory,
      start: (callback) => {
        sampled = callback;
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
