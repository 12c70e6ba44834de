import type { MissionDraft } from '../schema/mission.ts';
import type { YamlSource } from '../yaml/source.ts';
import type { Scope } from './checking.ts';

/** A main file and its included files as one. */
export interface JoinedFiles {
  readonly draft: MissionDraft;
  /** Finds each value in its file. */
  readonly source: YamlSource;
  /** The main file, then the included ones. */
  readonly scopes: readonly Scope[];
  /** The file that an entry is written in. */
  scopeOf(list: 'tasks' | 'tests' | 'services', id: string): Scope;
}
