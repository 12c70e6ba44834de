import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Task } from '../../src/mission/model/mission.ts';
import type { Processes } from '../../src/ports/ports.ts';
import { createProcesses } from '../../src/process/processes.ts';
import type { Finding } from '../figure.ts';
import { installedVersion } from '../peers/installed-version.ts';
import type { Bench, Workload } from '../workload.ts';

/** CPUs of the jobserver. Its jobs wait most of the time, so that the machine may have fewer. */
const CPUS = 8;
const MAKES = ['one', 'two', 'three'];
const JOBS = 60;
const JOBS_WHEN_QUICK = 20;
const CRATES = 12;
/** Seconds of one job. */
const JOB = 0.2;
const KILLS = 4;

/** Three builds with make and one with cargo, which take from one jobserver; then builds that are killed with all of their tokens. */
export const jobserver: Workload = {
  id: 'jobserver',
  title: `make ×${MAKES.length} and a cargo build under one jobserver of ${CPUS} CPUs (a third of the jobs with --quick)`,
  measure: async (bench) => {
    if (installedVersion('make') === undefined) return [{ name: 'jobserver', reason: 'make is not installed' }];
    const hasCargo = installedVersion('cargo') !== undefined;
    const above: number[] = [];
    const over: number[] = [];
    const missing: number[] = [];
    for (let round = 0; round < bench.runs(3, 1); round++) {
      const build = buildFolder(bench, hasCargo);
      const jobs = bench.quick ? JOBS_WHEN_QUICK : JOBS;
      const began = performance.now();
      await Promise.all([
        ...MAKES.map((id) => build.step(id, `make -s JOBS=${jobs} SECONDS_EACH=${JOB}`)),
        ...(hasCargo ? [build.step('cargo', 'cd crates && cargo build --offline')] : []),
      ]);
      over.push((performance.now() - began) / 1000 / ((MAKES.length * jobs * JOB) / CPUS));
      above.push(Math.max(0, build.mostJobs() - CPUS));
      await killBuilds(build);
      build.forget();
      await build.step('last', `make -s JOBS=${2 * CPUS} SECONDS_EACH=1`);
      missing.push(CPUS - build.mostJobs());
      await build.processes.sweep();
    }
    const cargo: readonly Finding[] = hasCargo ? [] : [{ name: 'cargo build', reason: 'cargo is not installed' }];
    return [
      { name: 'jobs at once beyond the CPUs', unit: 'tasks', values: above, goal: { atMost: 0, by: 'maximum' } },
      {
        name: `tokens missing at the end, after ${KILLS} builds were killed`,
        unit: 'tasks',
        values: missing,
        goal: { atMost: 0, by: 'maximum' },
      },
      { name: 'time of all builds, over that of the make jobs on all CPUs', unit: '×', values: over },
      ...cargo,
    ];
  },
};

interface Build {
  readonly processes: Processes;
  /** Resolves when the step has ended. */
  step(id: string, run: string): Promise<void>;
  /** The highest number of jobs that ran at once since `forget`, those of killed builds left out after their end. */
  mostJobs(): number;
  forget(): void;
}

/** Kills builds while they hold tokens, each at another time. */
async function killBuilds(build: Build): Promise<void> {
  for (let index = 0; index < KILLS; index++) {
    const id = `killed-${index}`;
    const ended = build.step(id, `make -s JOBS=${JOBS} SECONDS_EACH=5`);
    await delay(200 + 100 * index);
    build.processes.kill(id);
    await ended;
  }
}

/** A folder with a Makefile and crates, whose jobs write a line when they start and one when they end. */
function buildFolder(bench: Bench, hasCargo: boolean): Build {
  const root = bench.newFolder();
  const events = join(root, 'events');
  const job = join(root, 'job.sh');
  writeFileSync(job, `echo + >>'${events}'; "$@"; code=$?; echo - >>'${events}'; exit $code\n`);
  writeFileSync(events, '');
  writeFileSync(
    join(root, 'Makefile'),
    `all: $(addprefix job-,$(shell seq $(JOBS)))\njob-%:\n\t@sh '${job}' sleep $(SECONDS_EACH)\n`,
  );
  if (hasCargo) writeCrates(join(root, 'crates'), job);
  const { MAKEFLAGS: _, ...environment } = process.env;
  const processes = createProcesses({
    dir: join(root, 'run'),
    root,
    environment,
    run: `bench-${process.pid}-${performance.now().toFixed(0)}`,
    jobs: CPUS,
    degraded: (message) => {
      throw new Error(message);
    },
  });
  return {
    processes,
    step: (id, run) =>
      new Promise((resolve) => {
        processes.start({ task: taskOf(id, run), attempt: 1, step: 0, env: {}, context: '{}' }, ({ type }) => {
          if (type !== 'started') resolve();
        });
      }),
    mostJobs: () => mostAtOnce(readFileSync(events, 'utf8')),
    forget: () => writeFileSync(events, ''),
  };
}

/** Independent crates; `rustc` runs as a job that is counted. */
function writeCrates(folder: string, job: string): void {
  mkdirSync(join(folder, '.cargo'), { recursive: true });
  writeFileSync(join(folder, 'rustc.sh'), `#!/bin/sh\nexec sh '${job}' "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder, '.cargo', 'config.toml'), `[build]\nrustc-wrapper = "${join(folder, 'rustc.sh')}"\n`);
  writeFileSync(join(folder, 'Cargo.toml'), '[workspace]\nmembers = ["crate-*"]\nresolver = "2"\n');
  for (let index = 0; index < CRATES; index++) {
    const crate = join(folder, `crate-${index}`);
    mkdirSync(join(crate, 'src'), { recursive: true });
    writeFileSync(
      join(crate, 'Cargo.toml'),
      `[package]\nname = "crate-${index}"\nversion = "0.1.0"\nedition = "2021"\n`,
    );
    writeFileSync(join(crate, 'src', 'lib.rs'), `pub fn number() -> usize { ${index} }\n`);
  }
}

function mostAtOnce(events: string): number {
  let now = 0;
  let most = 0;
  for (const sign of events.split('\n')) {
    if (sign === '') continue;
    now += sign === '+' ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}

function taskOf(id: string, run: string): Task {
  return {
    id,
    kind: 'task',
    name: id,
    scope: [],
    needs: [],
    needsAny: [],
    deploy: 'always',
    locks: [],
    priority: 0,
    services: [],
    paths: [],
    secrets: [],
    steps: [{ run }],
    workingDirectory: '.',
    env: {},
    continueOnError: false,
    line: 1,
  };
}
