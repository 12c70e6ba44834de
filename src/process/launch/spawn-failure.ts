import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { errorCode, errorText } from '../../base/error-code.ts';
import { allVariables } from '../contract/environment.ts';
import type { Command } from './prepare-command.ts';

/** True for temporary errors: the system has no descriptors, processes or memory left at this moment. */
export function isPassing(error: unknown): boolean {
  switch (errorCode(error)) {
    case 'EMFILE':
    case 'ENFILE':
    case 'EAGAIN':
    case 'ENOMEM':
      return true;
    default:
      return false;
  }
}

/** Why a step did not start, in a sentence. */
export function describeSpawnFailure(error: unknown, command: Command | undefined): string {
  if (command === undefined) return `its files could not be written: ${errorText(error)}`;
  const { program, environment, workingDirectory } = command;
  switch (errorCode(error)) {
    case 'ENOENT':
      // Spawn opens it for the empty standard input, and fails with the same error.
      if (!existsSync(devNull)) return `expected ${devNull} as the standard input, found none; mount /dev`;
      return `${program}: expected a program that can be started in ${workingDirectory}, found that one of them is gone`;
    case 'EACCES':
      return `${program}: expected to be allowed to run it in ${workingDirectory}, found that one of them forbids it`;
    case 'E2BIG':
      return `its environment is too long for this system: ${sizeOf(allVariables(environment))}; pass large values in a file`;
    case 'ERR_INVALID_ARG_VALUE':
      return `${nulOf(command)} holds a NUL character, which no program accepts; remove it`;
    case 'EMFILE':
    case 'ENFILE':
    case 'EAGAIN':
    case 'ENOMEM':
      return `the system had no descriptors, processes or memory left for it, several times (${errorText(error)})`;
    default:
      return `${program} could not be started: ${errorText(error)}`;
  }
}

function sizeOf(environment: Readonly<Record<string, string>>): string {
  let total = 0;
  let largest = { name: '', size: -1 };
  for (const [name, value] of Object.entries(environment)) {
    const size = Buffer.byteLength(name) + Buffer.byteLength(value) + 2;
    total += size;
    if (size > largest.size) largest = { name, size };
  }
  return `${total} bytes in all, of which ${largest.name} uses ${largest.size}`;
}

function nulOf(command: Command): string {
  const variables = Object.entries(allVariables(command.environment));
  const variable = variables.find(([name, value]) => `${name}${value}`.includes('\0'));
  return variable === undefined ? 'its command line' : `its environment variable ${JSON.stringify(variable[0])}`;
}
