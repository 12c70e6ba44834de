import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { canAccess } from '../../files/can-access.ts';
import { createFiles, type Files } from '../../machine/kernel/files.ts';
import { readKernelUnits } from '../../machine/kernel/units.ts';
import { readMachineFacts } from '../../machine/machine-facts.ts';
import { readMeasurementSources } from '../../machine/measurement-sources.ts';
import { readRunnerServices } from '../../machine/runner-services.ts';
import { createSampler } from '../../machine/sampler.ts';
import { memoryAdvice } from '../../machine/survey/advice.ts';
import { ADMISSION_DEFAULTS } from '../../mission/schema/admission-defaults.ts';
import { createFindProgram } from '../../process/launch/find-program.ts';
import { installedShells } from '../../process/launch/installed-shells.ts';
import { type BusyProcess, startBusiest } from '../../process/trees/busiest-processes.ts';
import { systemClock } from '../../run/system-clock.ts';
import type { Reading } from '../../schedule/events/reading.ts';
import { printUntrusted } from '../output/print.ts';
import { parse, UsageError } from './arguments/arguments.ts';
import { doctorFacts } from './doctor/facts.ts';
import { doctorText } from './doctor/text.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
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
    advice: memoryAdvice(files, tmpdir()),
    // After the window, so that pressure and load describe the same time.
    sources: readMeasurementSources(files),
    ...measured,
    runner: readRunnerServices(process.env, (file) => canAccess(file, constants.W_OK)),
    shells: installedShells(
      createFindProgram(process.platform),
      process.platform,
      process.env.PATH ?? '',
      process.cwd(),
    ),
  });
  // Both contain names of processes of other users.
  printUntrusted(values.json === true ? `${JSON.stringify(facts, null, 2)}\n` : doctorText(facts));
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
  const sampler = createSampler({ window, first: window, clock });
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
