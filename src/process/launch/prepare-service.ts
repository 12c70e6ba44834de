import type { Service } from '../../mission/model/mission.ts';
import { serviceEnvironment } from '../contract/task-environment.ts';
import { type LaunchPlace, type Prepared, prepareCommand, type Script } from './prepare-command.ts';

/** Checks what a service needs and writes its script. Throws file system errors. */
export function prepareService(service: Service, place: LaunchPlace): Prepared {
  return prepareCommand(scriptOf(service, service.run, 'service', place), place);
}

/** The same for the readiness command of a service: it runs in the same shell, folder and environment. */
export function prepareReadyCommand(service: Service, run: string, place: LaunchPlace): Prepared {
  return prepareCommand(scriptOf(service, run, 'ready', place), place);
}

/** The same for the setup of a service. */
export function prepareSetup(service: Service, run: string, place: LaunchPlace): Prepared {
  return prepareCommand(scriptOf(service, run, 'setup', place), place);
}

function scriptOf(service: Service, run: string, purpose: string, place: LaunchPlace): Script {
  const { id, env, shell, workingDirectory } = service;
  const facts = { run: place.mark, id, dir: place.dir };
  return {
    run,
    shell,
    workingDirectory,
    environment: serviceEnvironment(place.environment, env, facts, place.platform === 'win32'),
    file: (extension) => place.scripts.file(id, purpose, extension),
  };
}
