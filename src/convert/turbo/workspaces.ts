import { parseYamlNodes } from '../json/from-yaml.ts';
import { type JsonNode, parseJson } from '../json/parse.ts';
import { entriesOf, fieldOf, textOf, textsOf } from '../json/read.ts';
import { folderOfFile } from '../units/place.ts';

/** A package of a workspace. */
export interface WorkspacePackage {
  readonly name: string;
  /** Absent: the folder in which the mission starts. */
  readonly folder?: string | undefined;
  readonly scripts: ReadonlyMap<string, string>;
  /** Names of all packages that it declares, of the workspace and others. */
  readonly dependencies: ReadonlySet<string>;
}

/**
 * Patterns of the folders in which the packages of a workspace are, from `workspaces` of its `package.json` or from
 * `pnpm-workspace.yaml`. A pattern that begins with `!` excludes.
 */
export function workspacePatterns(packageText: string | undefined, pnpmText: string | undefined): readonly string[] {
  const pnpm = pnpmText === undefined ? undefined : parseYamlNodes({ path: 'pnpm-workspace.yaml', text: pnpmText });
  const fromPnpm = pnpm?.type === 'parsed' ? textsOf(fieldOf(pnpm.root, 'packages')) : [];
  if (fromPnpm.length > 0) return fromPnpm;
  const parsed = packageText === undefined ? undefined : parseJson(packageText);
  const workspaces = parsed?.type === 'parsed' ? fieldOf(parsed.root, 'workspaces') : undefined;
  return textsOf(workspaces?.type === 'object' ? fieldOf(workspaces, 'packages') : workspaces);
}

/** Reads a `package.json`. Undefined if it is no object. */
export function readPackage(path: string, text: string): WorkspacePackage | undefined {
  const parsed = parseJson(text);
  if (parsed.type === 'invalid' || parsed.root.type !== 'object') return undefined;
  const { root } = parsed;
  const { folder } = folderOfFile(path);
  const scripts = [...entriesOf(fieldOf(root, 'scripts'))].flatMap(([name, { value }]) => {
    const command = textOf(value);
    return command === undefined ? [] : [[name, command] as const];
  });
  return {
    name: textOf(fieldOf(root, 'name')) ?? folder ?? 'root',
    folder,
    scripts: new Map(scripts),
    dependencies: dependenciesOf(root),
  };
}

/** The kinds of dependencies that turbo follows. */
function dependenciesOf(root: JsonNode): ReadonlySet<string> {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
  return new Set(kinds.flatMap((kind) => [...entriesOf(fieldOf(root, kind)).keys()]));
}
