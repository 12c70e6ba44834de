import type { MissionDraft } from '../schema/mission.ts';
import type { YamlSource } from '../yaml/source.ts';

/** Reads the text of an included file. The only way to the world for this folder. */
export interface MissionFiles {
  /** @param path from the folder of the main file, with `/`; it may begin with `..` */
  read(path: string): FileText;
}

export type FileText =
  | { readonly type: 'text'; readonly text: string }
  /** What was found instead, such as "no such file". */
  | { readonly type: 'refused'; readonly found: string };

/** For callers that have only a text. */
export const NO_FILES: MissionFiles = { read: () => ({ type: 'refused', found: 'no way to read other files here' }) };

/** A file that was included, and what its ids begin with. */
export interface IncludedFile {
  /** From the folder of the main file, with `/`. */
  readonly path: string;
  /** As diagnostics show it. */
  readonly file: string;
  /** Such as `db.`; empty without `as`. */
  readonly prefix: string;
  readonly draft: MissionDraft;
  /** Its places name the file. */
  readonly source: YamlSource;
}

/** The text of an included file, for excerpts and for the journal. */
export interface IncludedText {
  readonly path: string;
  readonly file: string;
  readonly text: string;
}
