/*
 * Starts programs through spawner processes, for missions of many tasks.
 *
 * `fork` copies the memory map of the process that forks, waits for `exec`, and makes each page of it fault once more afterwards. In the
 * runner, with its heap and threads, that costs 1 ms of CPU for each start, during which nothing else happens. A spawner has next to no
 * heap, and two of them start programs while the runner goes on: half the time of a run of short tasks.
 *
 * Data flow: `messages.ts` is what passes through the channel. `spawner.ts` is the program of a spawner. `fork.ts` starts the spawners, and `early.ts`
 * starts them while a large mission is still being read. This file passes starts to them in turn, and turns their answers into what Node's `spawn` returns.
 *
 * Invariants:
 * - A program that a spawner starts is the same as one that the runner starts: arguments, environment, folder, log, session, kill order.
 *   Only its parent differs. Its exit code or signal is what the kernel reported to the spawner.
 * - Until a spawner is ready, and for all that spawners cannot do, the runner starts programs itself.
 * - If the runner ends, its spawners end. If a spawner ends, what it has started is killed and reported as killed: nothing reports its end.
 * - A spawner that a task has stopped goes on at once: until then, it reports no end and answers no start, and no time limit ends that.
 * - A signal for the group of the runner does not reach a spawner, which has a session of its own.
 *
 * Not done here: services, readiness checks, jobservers and systems without /proc. For these, the runner starts programs itself.
 */
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { repeatTogether } from '../../base/together.ts';
import type { Variables } from '../../base/variables.ts';
import type { Environment } from '../contract/environment.ts';
import type { Child } from './child.ts';
import type { EarlySpawners } from './early.ts';
import { endSpawner, forkSpawners } from './fork.ts';
import type { Role } from './kill-order.ts';
import { type Answer, differenceOf, type Request, type StartMessage } from './messages.ts';

/** How a start was answered. Called once, never before `spawn` has returned. */
export interface Answered {
  spawned(child: Child, pid: number): void;
  failed(error: Error): void;
  /** The runner has to start it itself. */
  unable(): void;
}

/** What to start. */
export interface StartRequest extends Pick<StartMessage, 'program' | 'arguments' | 'workingDirectory'> {
  readonly environment: Environment;
}

export interface Spawners {
  /**
   * Passes a start to a spawner. The descriptor of the log has to stay open until the answer.
   *
   * @returns false if no spawner is ready: then nothing was passed on
   */
  spawn(command: StartRequest, role: Role, log: number | undefined, answered: Answered): boolean;
  /** Resolves when each spawner is ready or has ended. */
  readonly ready: Promise<unknown>;
  /** Pids of the spawners: the CPU time of programs that they waited for is theirs. */
  pids(): readonly number[];
  /** Ends the spawners. Call it when no process of the run is left. */
  close(): void;
}

export interface SpawnerEdges {
  /** The environment of the caller, without the variables that tasks must not see. */
  readonly environment: Variables;
  readonly count: number;
  /** Processes that were started before; absent: they are started here. */
  readonly early?: Pick<EarlySpawners, 'take'> | undefined;
  readonly degraded: (message: string) => void;
  /** Kills what a spawner that has ended had started. */
  readonly killGroup: (leader: number) => void;
  /** Milliseconds between two checks while the machine rests, 0 while it does not. */
  readonly restLength?: (() => number) | undefined;
}

/** Milliseconds between two SIGCONT, which do nothing to a spawner that runs. A stop is also reported at once, as SIGCHLD. */
const CONTINUE_PERIOD = 1_000;

/** Undefined if the program of the spawners is missing. */
export function createSpawners(edges: SpawnerEdges): Spawners | undefined {
  const processes = edges.early?.take(edges.count) ?? forkSpawners(edges.count);
  if (processes === undefined) return undefined;
  const spawners = processes.map((each) => startSpawner(each, edges));
  const goOn = (): void => {
    for (const each of processes) each.kill('SIGCONT');
  };
  const endGoingOn = repeatTogether(CONTINUE_PERIOD, goOn, edges.restLength);
  process.on('SIGCHLD', goOn);
  let turn = 0;
  return {
    spawn: (...start) => {
      turn += 1;
      const ready = spawners.filter((spawner) => spawner.isReady());
      return ready[turn % ready.length]?.spawn(...start) ?? false;
    },
    ready: Promise.all(spawners.map(({ ready }) => ready)),
    pids: () => spawners.flatMap(({ pid }) => pid ?? []),
    close: () => {
      endGoingOn();
      process.off('SIGCHLD', goOn);
      for (const spawner of spawners) spawner.close();
    },
  };
}

interface Spawner extends Pick<Spawners, 'spawn' | 'ready' | 'close'> {
  readonly pid: number | undefined;
  isReady(): boolean;
}

interface Started {
  readonly child: Child & EventEmitter;
  readonly pid: number;
}

function startSpawner(spawner: ChildProcess, { environment, degraded, killGroup }: SpawnerEdges): Spawner {
  const waiting = new Map<number, Answered>();
  const running = new Map<number, Started>();
  let settle = (): void => {};
  const ready = new Promise<void>((resolve) => {
    settle = resolve;
  });
  let number = 0;
  let state: 'starting' | 'ready' | 'ended' = 'starting';
  const send = (message: Request): void => {
    // An error means that the spawner has ended, and `disconnect` follows.
    spawner.send(message, () => {});
  };

  const ended = (how: string): void => {
    if (state === 'ended') return;
    const wasReady = state === 'ready';
    state = 'ended';
    settle();
    if (!wasReady) return;
    degraded(`the process ${spawner.pid} that started programs of tasks ${how}: what it had started was killed`);
    for (const answered of waiting.values()) answered.failed(new Error('the process that should start it has ended'));
    for (const { child, pid } of running.values()) {
      killGroup(pid);
      child.emit('exit', null, 'SIGKILL');
    }
    waiting.clear();
    running.clear();
  };

  spawner.on('message', (message: Answer) => {
    switch (message.type) {
      case 'ready':
        state = 'ready';
        settle();
        return;
      case 'spawned': {
        const child = Object.assign(new EventEmitter(), { pid: message.pid });
        running.set(message.id, { child, pid: message.pid });
        take(waiting, message.id)?.spawned(child, message.pid);
        return;
      }
      case 'failed': {
        const { code, message: text } = message;
        take(waiting, message.id)?.failed(Object.assign(new Error(text), code === undefined ? {} : { code }));
        return;
      }
      case 'unable':
        take(waiting, message.id)?.unable();
        return;
      case 'exited':
        take(running, message.id)?.child.emit('exit', message.exitCode, message.signal);
        return;
      default:
        message satisfies never;
    }
  });
  spawner.on('error', () => ended('could not be used'));
  // Not `exit`: answers that came before may not have been read then.
  spawner.on('disconnect', () => ended('has ended'));
  send({ type: 'begin', runner: process.pid, environment });

  return {
    pid: spawner.pid,
    ready,
    isReady: () => state === 'ready',
    spawn: (command, role, log, answered) => {
      number += 1;
      waiting.set(number, answered);
      send({
        type: 'start',
        id: number,
        role,
        program: command.program,
        arguments: command.arguments,
        workingDirectory: command.workingDirectory,
        ...differenceOf(environment, command.environment),
        ...(log === undefined ? {} : { log }),
      });
      return true;
    },
    close: () => {
      state = 'ended';
      endSpawner(spawner);
    },
  };
}

function take<Value>(from: Map<number, Value>, id: number): Value | undefined {
  const value = from.get(id);
  from.delete(id);
  return value;
}
