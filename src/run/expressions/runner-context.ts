import { hostname, tmpdir } from 'node:os';
import type { RunnerFacts } from '../../mission/expressions/facts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The spellings of `RUNNER_OS`, by `process.platform`. */
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
/** The spellings of `RUNNER_ARCH`, by `process.arch`. */
const ARCHITECTURES: Readonly<Record<string, string>> = { ia32: 'X86', x64: 'X64', arm: 'ARM', arm64: 'ARM64' };

/**
 * The `runner` context: what the runner says in its variables, and on a laptop what this machine is, in the same spelling. Never throws.
 *
 * @param machine `process.platform` and `process.arch`
 */
export function runnerContext(
  environment: Environment,
  machine: { readonly platform: string; readonly arch: string } = process,
): RunnerFacts {
  const given = (name: string): string | undefined => environment[`RUNNER_${name}`] || undefined;
  const all = {
    os: given('OS') ?? SYSTEMS[machine.platform] ?? machine.platform,
    arch: given('ARCH') ?? ARCHITECTURES[machine.arch] ?? machine.arch.toUpperCase(),
    temp: given('TEMP') ?? tmpdir(),
    name: given('NAME') ?? hostname(),
    environment: given('ENVIRONMENT'),
    tool_cache: given('TOOL_CACHE'),
    workspace: given('WORKSPACE'),
    debug: given('DEBUG'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
