import { type Entry, itemsAt, textAt } from '../entries/checking.ts';
import type { ArtifactPattern, Workspace } from '../model/mission.ts';
import type { YamlSource } from '../yaml/source.ts';

/** Reads `workspace` and `artifacts` of a task, and fills the values of a matrix in. */

export function workspaceOf({ draft: { workspace }, path }: Entry, source: YamlSource): Workspace | undefined {
  if (workspace === undefined || typeof workspace === 'string') return workspace;
  return { from: textAt(source, [...path, 'workspace', 'from'], workspace.from ?? '') };
}

export function fillWorkspace(workspace: Workspace | undefined, fill: (text: string) => string): Workspace | undefined {
  return typeof workspace === 'object' ? { from: fill(workspace.from) } : workspace;
}

export function artifactsOf({ draft: { artifacts }, path }: Entry, source: YamlSource): ArtifactPattern[] | undefined {
  if (artifacts === undefined) return undefined;
  return itemsAt(source, [...path, 'artifacts'], artifacts).map((item) => ({
    pattern: item.text,
    line: source.place(item.path).line,
  }));
}

export function fillArtifacts(
  artifacts: readonly ArtifactPattern[] | undefined,
  fill: (text: string) => string,
): readonly ArtifactPattern[] | undefined {
  return artifacts?.map(({ pattern, line }) => ({ pattern: fill(pattern), line }));
}
