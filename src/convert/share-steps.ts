import { append } from '../base/multimap.ts';
import type { DraftEntry, DraftStep, Note } from './draft.ts';
import { reach } from './reach.ts';
import { validId } from './valid-ids.ts';

/** In one folder, the same installation in several tasks at once would collide, and once is enough. */

const INSTALLS =
  /\b(npm (ci|install|i)|pnpm (install|i)|yarn( install)?$|bun install|pip3? install|poetry install|uv (sync|pip)|pipenv install|bundle (install|check)|composer install|go mod|cargo fetch|mix deps|apt(-get)? |brew |corepack enable|playwright install|rustup|conda |dotnet restore|gem install|[\w.-]*install[_-](packages|dependencies|deps|prerequisites))\b/;

/** Beginnings of commands that build. */
const BUILDS =
  /^((npm|pnpm|yarn|bun)( run)? [\w:.-]*(build|compile|codegen|generate|bundle)[\w:.-]*|make( build| all)?|cargo build|go build|cmake|tsc|\.\/gradlew (assemble|build))(\s|$)/;

/** Names of variables by which programs choose what they install. */
const READ_BY_INSTALLS = /^(BUNDLE|GEM|RAILS|NPM_CONFIG_|NODE_ENV$|PIP_|UV_|POETRY_|COMPOSER|.*_VERSION$)/i;

interface Group {
  readonly key: string;
  readonly step: DraftStep;
  readonly members: readonly DraftEntry[];
}

/**
 * Steps with which several entries begin become an entry of their own, which these need. This repeats until no two entries begin with
 * the same step.
 *
 * @param idOf gives ids that are still free
 */
export function shareSteps(
  entries: readonly DraftEntry[],
  idOf: (name: string, fallback?: string) => string,
): readonly DraftEntry[] {
  let current = entries;
  const keys = new WeakMap<DraftEntry, string>();
  for (;;) {
    const group = firstGroup(current, keys);
    if (group === undefined) return current;
    current = withShared(current, group, idOf);
  }
}

/** @param keys of entries that were looked at before; '' for one that cannot share its first step */
function firstGroup(entries: readonly DraftEntry[], keys: WeakMap<DraftEntry, string>): Group | undefined {
  const groups = new Map<string, DraftEntry[]>();
  for (const entry of entries) {
    const key = keys.get(entry) ?? keyOfFirst(entry);
    keys.set(entry, key);
    if (key !== '') append(groups, key, entry);
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const [key, all] of groups) {
    const step = all.at(-1)?.steps[0];
    // An entry that does only this may be needed by the others, but it is not emptied.
    const alone = all.filter((entry) => entry.steps.length === 1);
    const owner = alone.length === 0 ? undefined : ownerAmong(byId, all);
    const members = all.filter((entry) => entry.steps.length > 1 || entry === owner);
    const isWorthIt = members.length > 1 || members.some((entry) => isRepeatedInstall(entry));
    if (step !== undefined && isWorthIt && agreeOnCondition(members)) return { key, step, members };
  }
  return undefined;
}

function keyOfFirst(entry: DraftEntry): string {
  const [step] = entry.steps;
  return step === undefined || !isShareable(step, entry) ? '' : keyOf(step, entry);
}

/** Combinations of a matrix would all install, or build the same, at once. */
function isRepeatedInstall({ matrix, env, steps }: DraftEntry): boolean {
  const [first, ...rest] = steps;
  if (matrix === undefined || rest.length === 0 || first === undefined) return false;
  const lines = first.run.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  // A build may read every variable, so that combinations with other variables build something else.
  const buildsTheSame = [...(env?.values() ?? [])].every(isFixed);
  return lines.every((line) => INSTALLS.test(line) || (buildsTheSame && BUILDS.test(line.trim())));
}

/** Whether a step gives the same result in another entry, and may run before the others. */
function isShareable(step: DraftStep, entry: DraftEntry): boolean {
  if (step.if !== undefined || step.continueOnError === true || entry.ownWorkspace === true) return false;
  // A step with an id has outputs that its own task reads, or a result.
  if (step.id !== undefined && (!INSTALLS.test(step.run) || isRead(step.id, entry))) return false;
  // Variables, outputs and temporary files of a step reach later steps of its own task only.
  if (/MISSION_(ENV|PATH|OUTPUT|REPORT)|GITHUB_(ENV|PATH)|RUNNER_TEMP/.test(step.run)) return false;
  if ([step.workingDirectory, entry.workingDirectory].some((path) => path?.includes('${{'))) return false;
  const values = [...(step.env?.values() ?? []), ...variablesOf(step, entry).values()];
  return values.every(isFixed) && (entry.services === undefined || INSTALLS.test(step.run));
}

/** Whether later steps of the entry read what became of one, as in `steps.install.outcome`. */
function isRead(id: string, { steps, finally: last = [] }: DraftEntry): boolean {
  const texts = [...steps, ...last].flatMap((step) => [step.if ?? '', ...(step.env?.values() ?? [])]);
  return texts.some((text) => text.toLowerCase().includes(`steps.${id.toLowerCase()}.`));
}

/** Whether a value is the same in all combinations of a matrix, and does not need the result of another entry. */
function isFixed(value: string): boolean {
  return !/\$\{\{(?!\s*(env|inputs|github)\.[\w-]+\s*\}\})/.test(value);
}

/** Equal for steps that do the same. Variables of the entry count if the script reads them. */
function keyOf(step: DraftStep, entry: DraftEntry): string {
  return JSON.stringify([
    step.run.trim(),
    step.shell ?? entry.shell ?? '',
    step.workingDirectory ?? entry.workingDirectory ?? '',
    [...(step.env ?? [])],
    [...variablesOf(step, entry)],
  ]);
}

/** Variables of the entry that the script or the variables of the step name, or that decide what an installation installs. */
function variablesOf(step: DraftStep, { env }: DraftEntry): ReadonlyMap<string, string> {
  const text = [step.run, ...(step.env?.values() ?? [])].join('\n');
  const isInstall = INSTALLS.test(step.run);
  const isNamed = (name: string): boolean => new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(text);
  return new Map([...(env ?? [])].filter(([name]) => isNamed(name) || (isInstall && READ_BY_INSTALLS.test(name))));
}

/** Programs read variables that no script names, such as `NODE_AUTH_TOKEN`. What all members have is that of the shared step too. */
function commonVariables(members: readonly DraftEntry[]): ReadonlyMap<string, string> {
  const [first, ...others] = members;
  return new Map(
    [...(first?.env ?? [])].filter(
      ([name, value]) => isFixed(value) && others.every(({ env }) => env?.get(name) === value),
    ),
  );
}

/** What only runs under conditions must not run without one: they need the same condition, or one of them has none. */
function agreeOnCondition(members: readonly DraftEntry[]): boolean {
  const conditions = new Set(members.map((entry) => entry.if));
  return conditions.has(undefined) || conditions.size === 1;
}

function withShared(
  entries: readonly DraftEntry[],
  { step, members }: Group,
  idOf: (name: string, fallback?: string) => string,
): readonly DraftEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const owner = ownerAmong(byId, members) ?? newOwner(step, members, byId, idOf);
  const isNew = byId.get(owner.id) !== owner;
  const isMember = new Set(members);
  // What the shared step waits for anyway need not be named again, if it is shared too.
  const before = new Set([...reach(owner, byId)].filter((id) => byId.get(id)?.isShared === true));
  const left = entries.map((entry): DraftEntry => {
    if (entry === owner) return { ...entry, notes: [...entry.notes, sharedNote(step, members, entry.place)] };
    if (!isMember.has(entry)) return entry;
    const [first, ...steps] = entry.steps;
    const notes = first?.notes ?? [];
    return {
      ...entry,
      steps,
      needs: [owner.id, ...entry.needs.filter((id) => id !== owner.id && !before.has(id))],
      notes: [...notes, ...entry.notes],
    };
  });
  const at = left.findIndex((_, index) => isMember.has(entries[index] ?? owner));
  return isNew ? [...left.slice(0, at), owner, ...left.slice(at)] : left;
}

/** An entry that does only this, and does not wait for one of the others. */
function ownerAmong(byId: ReadonlyMap<string, DraftEntry>, members: readonly DraftEntry[]): DraftEntry | undefined {
  return members.find((entry) => {
    const isAlone =
      entry.steps.length === 1 && entry.matrix === undefined && entry.if === undefined && entry.allowFailure !== true;
    if (!isAlone || entry.services !== undefined) return false;
    const before = reach(entry, byId);
    return members.every((member) => member === entry || !before.has(member.id));
  });
}

/** Whether a shared step waits for an entry: all members do, or it has the steps before it of one of them. */
function isNeeded(id: string, members: readonly DraftEntry[], byId: ReadonlyMap<string, DraftEntry>): boolean {
  if (members.every((member) => member.needs.includes(id))) return true;
  const needed = byId.get(id);
  if (needed?.isShared !== true) return false;
  const before = reach(needed, byId);
  return members.every((member) => !before.has(member.id));
}

function newOwner(
  step: DraftStep,
  members: readonly DraftEntry[],
  byId: ReadonlyMap<string, DraftEntry>,
  idOf: (name: string, fallback?: string) => string,
): DraftEntry {
  const [first] = members;
  const place = step.notes?.[0]?.place ?? first?.place ?? { file: '', line: 1 };
  const needs = [...new Set(members.flatMap((member) => member.needs))].filter((id) => isNeeded(id, members, byId));
  const condition = members.every((member) => member.if === first?.if) ? first?.if : undefined;
  const { notes: _, name, id: __, shell = first?.shell, workingDirectory = first?.workingDirectory, ...rest } = step;
  const env = commonVariables(members);
  const isInstall = INSTALLS.test(step.run);
  return {
    id: idOf(isInstall ? 'install' : ownerName(name, step.run), 'prepare'),
    kind: 'task',
    isShared: true,
    ...(name === undefined ? {} : { name }),
    needs,
    steps: [rest],
    ...(env.size === 0 ? {} : { env }),
    ...(condition === undefined ? {} : { if: condition }),
    ...(shell === undefined ? {} : { shell }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    notes: [sharedNote(step, members, place)],
    place,
  };
}

function sharedNote(step: DraftStep, members: readonly DraftEntry[], place: Note['place']): Note {
  const [command = ''] = step.run.trim().split('\n', 1);
  const ids = members.map(({ id }) => id);
  const shown = ids.length > 4 ? `${ids.slice(0, 4).join(', ')} and ${ids.length - 4} more` : ids.join(', ');
  const text = `the first step of ${shown}: it runs once, because all tasks share one folder`;
  return { place, construct: command.slice(0, 100), text, kind: 'changed' };
}

/** A short name as it is, otherwise the beginning of the command. */
function ownerName(name: string | undefined, run: string): string {
  return name !== undefined && name.length <= 25 ? name.toLowerCase() : commandName(run);
}

/** The first words of a command, for an id. */
function commandName(run: string): string {
  const [line = ''] = run.trim().split('\n', 1);
  const words = line.split(/\s+/).filter((word) => /^[A-Za-z][\w:.-]*$/.test(word) && word !== 'run');
  return validId(words.slice(0, 3).join('-'), 'prepare');
}
