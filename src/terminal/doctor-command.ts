import { constants } from 'node:fs';
import { createFiles, type Files } from '../machine/files.ts';
import { readKernelUnits } from '../machine/kernel-units.ts';
import { readMachineFacts } from '../machine/machine-facts.ts';
import { readRunnerServices } from '../machine/runner-services.ts';
import { createSampler } from '../machine/sampler.ts';
import { readSignals } from '../machine/signals.ts';
import { ADMISSION_DEFAULTS } from '../mission/admission-defaults.ts';
import { type BusyProcess, startBusiest } from '../process/busiest-processes.ts';
import { canAccess } from '../process/can-access.ts';
import { createFindProgram } from '../process/find-program.ts';
import { installedShells } from '../process/installed-shells.ts';
import { systemClock } from '../run/system-clock.ts';
import type { Reading } from '../schedule/reading.ts';
import { parse, UsageError } from './arguments.ts';
import { doctorFacts } from './doctor-facts.ts';
import { doctorText } from './doctor-text.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { printOfOthers } from './print.ts';
import { version } from './version.ts';

const PROCESSES = 5;

/** `mission doctor` */
export async function doctorCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, { json: { type: 'boolean' } });
  if (positionals.length > 0) throw new UsageError(`expected nothing after doctor, found ${positionals.join(' ')}`);
  const files = createFiles();
  const measured = await measure(files);
  const facts = doctorFacts({
    version,
    machine: readMachineFacts(files),
    // After the window, so that pressure and load are of the same time.
    signals: readSignals(files),
    ...measured,
    runner: readRunnerServices(process.env, (file) => canAccess(file, constants.W_OK)),
    shells: installedShells(
      createFindProgram(process.platform),
      process.platform,
      process.env.PATH ?? '',
      process.cwd(),
    ),
  });
  // Names of other people's processes are in both.
  printOfOthers(values.json === true ? `${JSON.stringify(facts, null, 2)}\n` : doctorText(facts));
  return EXIT.succeeded;
}

interface Measured {
  readonly reading: Reading;
  readonly processes: readonly BusyProcess[] | undefined;
}

/** One window, as a run would measure it. */
function measure(files: Files): Promise<Measured> {
  const clock = systemClock();
  const window = ADMISSION_DEFAULTS.sample;
  const sampler = createSampler({ window, clock });
  const end =
    process.platform === 'linux' && files.names('/proc').length > 0
      ? startBusiest({
          files,
          units: readKernelUnits(files),
          now: () => clock.now(),
          count: PROCESSES,
          self: process.pid,
        })
      : undefined;
  // The sampler's timer does not keep the process alive.
  const keepAlive = setInterval(() => undefined, window);
  return new Promise((resolve) => {
    sampler.start((reading) => {
      sampler.stop();
      clearInterval(keepAlive);
      resolve({ reading, processes: end?.() });
    });
  });
}
