/*
 * This folder turns the text of a mission file into a `Mission` (`model/mission.ts`), or into diagnostics with line, column, a
 * stable code and a hint:
 *
 * 1. `yaml` parses the text, within limits, and builds plain values together with the place of each.
 * 2. `schema` checks keys and types, and removes what is wrong, so that the rest can still be checked. The JSON Schema for editors
 *    comes from the same definitions.
 * 3. `include` reads included files in the same way and joins all files.
 * 4. `entries` lists tasks, tests and services, and expands matrices (`matrix`).
 * 5. `checks` report everything that the schema cannot see, with `graph` for needs and `expressions` for `if` and `env`.
 * 6. `build` fills in defaults. It runs only without errors, and throws if a check has let something through.
 *
 * - All findings are reported, in the order of the file, not only the first.
 * - Time and memory are bounded for every text, also a hostile one.
 * - What a check knows about text that a user wrote is shown through `showText`, which makes invisible characters visible.
 * - Nothing here reads the clock or the environment, or files other than through `MissionFiles`.
 *
 * Not here: checks against the machine (`schedule/check-requests.ts`), symbolic links (`process`), and evaluation during a run
 * (`run/expressions`).
 */
import { buildMission } from './build/mission.ts';
import { checkAmounts } from './checks/amounts.ts';
import { checkArtifacts } from './checks/artifacts.ts';
import { checkCommands } from './checks/commands.ts';
import { checkEnvFiles, type EnvFileReading } from './checks/env-files.ts';
import { checkEnvironment } from './checks/environment.ts';
import { checkExpressions } from './checks/expressions/expressions.ts';
import { checkMatrixTexts } from './checks/expressions/matrix-texts.ts';
import { checkFilters } from './checks/filters.ts';
import { checkIds } from './checks/ids.ts';
import { checkInputs } from './checks/inputs.ts';
import { checkJobserver } from './checks/jobserver.ts';
import { checkLimits } from './checks/limits.ts';
import { checkNames } from './checks/names.ts';
import { checkNeeds } from './checks/needs.ts';
import { checkNeedsAny } from './checks/needs-any.ts';
import { checkOutcomes } from './checks/outcomes.ts';
import { checkPaths } from './checks/paths.ts';
import { checkLocks } from './checks/pools/locks.ts';
import { checkPools } from './checks/pools/pools.ts';
import { checkResultPatterns } from './checks/result-patterns.ts';
import { checkRetries } from './checks/retry.ts';
import { checkRunnerLabels } from './checks/runner-labels.ts';
import { checkSecrets } from './checks/secrets.ts';
import { checkServices } from './checks/services/services.ts';
import { checkSkippedNeeds } from './checks/skipped-needs.ts';
import { checkSupports } from './checks/supports.ts';
import { checkTags } from './checks/tags.ts';
import { checkTriggers } from './checks/triggers.ts';
import { checkWorkspaces } from './checks/workspaces.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { collectFindings } from './diagnostics/finding.ts';
import type { Checking } from './entries/checking.ts';
import { listEntries } from './entries/list-entries.ts';
import { expandShortForms } from './entries/short-forms.ts';
import { type KnownIds, knownIds } from './graph/known-ids.ts';
import type { IncludedText, MissionFiles } from './include/included-file.ts';
import { NO_FILES } from './include/included-file.ts';
import { joinFiles } from './include/join-files.ts';
import { readIncluded } from './include/read-included.ts';
import { declaredInputs } from './inputs/declaration.ts';
import type { InputDeclaration } from './inputs/input.ts';
import type { MatrixCommand, ValuesOf } from './matrix/command.ts';
import type { Mission } from './model/mission.ts';
import { checkShape } from './schema/check-shape.ts';
import { parseYaml } from './yaml/parse.ts';
import { readTree } from './yaml/read-tree.ts';

/** The result of reading a mission file. */
export interface ReadMission {
  /** Absent if a diagnostic is an error, or if a command of a matrix has not run. */
  readonly mission?: Mission;
  /** What was read, with its places, for checks that need more than the file. Present with `mission`. */
  readonly checking?: Checking;
  /** What it declares under `inputs`. Empty if a diagnostic is an error. */
  readonly inputs: readonly InputDeclaration[];
  /** Commands that print values of matrices and have not run yet. Empty if a diagnostic is an error. */
  readonly commands: readonly MatrixCommand[];
  /** The included files, each once, in the order in which they are included. */
  readonly included: readonly IncludedText[];
  /** All of them, sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a mission needs from the world. */
export interface MissionEdges {
  /** Reads included files; absent: none can be read. */
  readonly files?: MissionFiles;
  /** Reads env files; absent: whether they can be read is not checked. */
  readonly envFile?: EnvFileReading;
  /** What the commands of matrices have printed; absent: none of them has run. */
  readonly valuesOf?: ValuesOf;
}

/**
 * Reads and checks the text of a mission file. Never throws, whatever the text is.
 *
 * @param file as the user named it
 */
export function readMission(text: string, file: string, edges: MissionEdges = {}): ReadMission {
  const { files = NO_FILES, valuesOf = () => undefined } = edges;
  const findings = collectFindings(file);
  // Editors do not count the byte order mark as a column.
  const parsed = parseYaml(text.startsWith('\uFEFF') ? text.slice(1) : text, findings.report);
  const tree = parsed === undefined ? undefined : readTree(parsed, findings.report);
  if (tree === undefined) return { inputs: [], commands: [], included: [], diagnostics: findings.sorted() };
  const written = checkShape(tree.value, tree.source, findings.report);
  const main = expandShortForms(written, tree.source);
  const { files: others, texts: included } = readIncluded(main.draft, main.source, file, files, findings.report);
  const joined = joinFiles(main.draft, main.source, others, findings.report);
  const checking = listEntries(joined, findings.report, valuesOf);
  checkEach(checking);
  checkEnvFiles(checking, edges.envFile);
  const ids = checkTogether(checking);
  const diagnostics = findings.sorted();
  if (findings.hasErrors()) return { inputs: [], commands: [], included, diagnostics };
  const { commands } = checking;
  const inputs = declaredInputs(checking);
  if (commands.length > 0) return { inputs, commands, included, diagnostics };
  return { mission: buildMission(checking, ids), checking, inputs, commands, included, diagnostics };
}

/** Checks of each part on its own. */
function checkEach(checking: Checking): void {
  checkNames(checking);
  checkLimits(checking);
  checkInputs(checking);
  checkIds(checking);
  checkCommands(checking);
  checkJobserver(checking);
  checkEnvironment(checking);
  checkSecrets(checking);
  checkAmounts(checking);
  checkRetries(checking);
  checkOutcomes(checking);
  checkPaths(checking);
  checkArtifacts(checking);
  checkRunnerLabels(checking);
  checkResultPatterns(checking);
  checkFilters(checking);
  checkTags(checking);
}

/** Checks of parts in relation to each other. */
function checkTogether(checking: Checking): KnownIds {
  checkServices(checking);
  checkLocks(checking);
  checkPools(checking);
  const ids = knownIds(checking);
  checkSupports(checking, ids);
  const waits = checkNeeds(checking, ids);
  const acyclic = checkTriggers(checking, waits, ids);
  checkNeedsAny(checking, waits, ids);
  checkWorkspaces(checking, waits, ids, acyclic && ids.allKnown());
  if (acyclic) checkSkippedNeeds(checking, waits, ids);
  checkMatrixTexts(checking);
  checkExpressions(checking, waits, ids, acyclic && ids.allKnown());
  return ids;
}
