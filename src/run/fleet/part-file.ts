import * as z from 'zod/mini';

/** Name of the description of a part in its artifact. */
export const PART_FILE = 'part.json';

/** Name of the archive of a part in its artifact. */
export const PART_TAR = 'part.tar';

/** Bytes. A part of 200,000 files has less. */
export const largestPartFile = 64 * 1024 ** 2;

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const positive = z.int().check(z.positive());

const shape = z.object({
  version: z.literal(1),
  mission: z.string(),
  plan: digest,
  part: positive,
  of: positive,
  attempt: positive,
  runId: z.optional(z.string()),
  runner: z.optional(z.string()),
  commit: z.optional(z.string()),
  result: z.enum(['succeeded', 'failed', 'cancelled']),
  written: z.iso.datetime({ offset: true }),
  tar: digest,
  files: z.record(z.string(), digest),
});

/** `part.json`: what the artifact of a part is, and the digests of all that is in it. */
export interface PartFile {
  readonly version: 1;
  /** Name of the mission. */
  readonly mission: string;
  /** Digest of the plan; see `planDigest`. */
  readonly plan: string;
  /** Counted from 1. */
  readonly part: number;
  readonly of: number;
  /** Attempt of the workflow run, counted from 1. */
  readonly attempt: number;
  /** Id of the workflow run; absent outside of workflows. */
  readonly runId?: string | undefined;
  /** Name of the runner or the machine. */
  readonly runner?: string | undefined;
  /** The commit that was checked out. */
  readonly commit?: string | undefined;
  readonly result: 'succeeded' | 'failed' | 'cancelled';
  /** Wall clock of the runner when the file was written, ISO 8601. */
  readonly written: string;
  /** SHA-256 of `part.tar`, hexadecimal. */
  readonly tar: string;
  /** By path in `part.tar`: the SHA-256 of a file, or of the target of a link. */
  readonly files: Readonly<Record<string, string>>;
}

export type ReadPartFile =
  | { readonly type: 'part'; readonly file: PartFile }
  /** Why it cannot be used: what was found. */
  | { readonly type: 'invalid'; readonly found: string };

/** Reads the text of a `part.json`. Never throws. */
export function readPartText(text: string): ReadPartFile {
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    if (parsed.success) {
      const { part, of } = parsed.data;
      if (part > of) return { type: 'invalid', found: `a ${PART_FILE} with part ${part} of ${of}` };
      return { type: 'part', file: parsed.data };
    }
    const [issue] = parsed.error.issues;
    return { type: 'invalid', found: `a ${PART_FILE} with an invalid \`${issue?.path.join('.') ?? ''}\`` };
  } catch {
    return { type: 'invalid', found: `a ${PART_FILE} that is no JSON` };
  }
}

/** Name of the artifact of a part, such as `mission-CI-2of4-attempt1`. The attempt is in it because a name can be taken only once in a run. */
export function partArtifactName(
  mission: string,
  { part, of, attempt }: Pick<PartFile, 'part' | 'of' | 'attempt'>,
): string {
  return `${partArtifactPrefix(mission)}${part}of${of}-attempt${attempt}`;
}

/** What the names of all parts of a mission begin with. */
export function partArtifactPrefix(mission: string): string {
  const safe = mission.replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  // By code point, so that no surrogate pair is cut in half.
  return `mission-${[...safe].slice(0, 80).join('')}-`;
}

/** The number of the part that a name of an artifact gives; undefined if it is no such name. It only says where to look: the file decides. */
export function partInName(name: string): number | undefined {
  const number = nameOfPart.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The attempt that a name of an artifact gives, for an artifact that cannot be read; 0 if it is no such name. */
export function attemptInName(name: string): number {
  return Number(nameOfPart.exec(name)?.[2] ?? 0);
}

const nameOfPart = /-(\d+)of\d+-attempt(\d+)(?:-again)?$/;
