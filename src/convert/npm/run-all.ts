import type { Stage } from '../units/unit.ts';
import { matchScripts } from './patterns.ts';

const FLAGS = new Set(['-l', '--print-label', '-n', '--print-name', '--silent', '--aggregate-output', '--node-run']);

/** What a line of npm-run-all, run-s or run-p runs. */
export interface ListedScripts {
  readonly stages: readonly Stage[];
  /** The number after `--max-parallel`, if it is above 1. */
  readonly mostAtOnce?: number | undefined;
}

/**
 * The scripts that npm-run-all runs, in stages.
 *
 * @param own the script that has the line, which patterns do not mean
 * @returns undefined if it means something that `needs` cannot express: arguments for a script, `--race`, a sequence that goes on after a
 *   failure, or a script that does not exist
 */
export function readRunAll(
  program: string,
  options: readonly string[],
  scripts: ReadonlySet<string>,
  own?: string,
): ListedScripts | undefined {
  const groups: { isParallel: boolean; patterns: string[] }[] = [{ isParallel: program === 'run-p', patterns: [] }];
  let mostAtOnce: number | undefined;
  let goesOn = false;
  const waiting = [...options];
  for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
    const group = groups.at(-1);
    if (option === '-s' || option === '--sequential' || option === '--serial') {
      groups.push({ isParallel: false, patterns: [] });
    } else if (option === '-p' || option === '--parallel') {
      groups.push({ isParallel: true, patterns: [] });
    } else if (option === '-c' || option === '--continue-on-error') {
      goesOn = true;
    } else if (option === '--max-parallel') {
      mostAtOnce = Number(waiting.shift());
    } else if (option.startsWith('--max-parallel=')) {
      mostAtOnce = Number(option.slice('--max-parallel='.length));
    } else if (/^-[lncsp]{2,}$/.test(option)) {
      waiting.unshift(...[...option.slice(1)].map((letter) => `-${letter}`));
    } else if (!FLAGS.has(option)) {
      // `!` removes from what is listed before; every other option, and arguments behind a name, stay with npm-run-all.
      if (option.startsWith('-') || /[\s{]/.test(option)) return undefined;
      group?.patterns.push(option);
    }
  }
  if (mostAtOnce !== undefined && !(mostAtOnce >= 1)) return undefined;
  const stages: Stage[] = [];
  for (const { isParallel, patterns } of groups) {
    const names = patterns.length === 0 ? [] : scriptsOf(patterns, scripts, own);
    if (names === undefined) return undefined;
    const isOneByOne = !isParallel || mostAtOnce === 1;
    if (goesOn && isOneByOne && names.length > 1) return undefined;
    if (!isOneByOne) stages.push({ members: names, isListed: true });
    else stages.push(...names.map((name) => ({ members: [name], isListed: true })));
  }
  const filled = stages.filter(({ members }) => members.length > 0);
  if (filled.length === 0 || (goesOn && filled.length > 1)) return undefined;
  return { stages: filled, mostAtOnce: mostAtOnce === 1 ? undefined : mostAtOnce };
}

/** Undefined if one of the patterns means nothing. */
function scriptsOf(
  patterns: readonly string[],
  scripts: ReadonlySet<string>,
  own: string | undefined,
): readonly string[] | undefined {
  const excluded = new Set(
    patterns
      .filter((pattern) => pattern.startsWith('!'))
      .flatMap((pattern) => matchScripts(pattern.slice(1), scripts, own)),
  );
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) continue;
    const names = matchScripts(pattern, scripts, own);
    if (names.length === 0) return undefined;
    for (const name of names) if (!excluded.has(name)) found.add(name);
  }
  return [...found];
}
