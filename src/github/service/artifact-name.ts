/** Characters of a generated name. The service accepts longer ones, but browsers and file systems may not. */
const maximumLength = 100;

/** Made from the names of the mission and the job. Valid as the name of an artifact and of a file. */
export function defaultArtifactName(mission: string, environment: NodeJS.ProcessEnv): string {
  return nameIn(environment.GITHUB_RUN_ATTEMPT ?? '1', mission, environment);
}

/** The names without suffix that the artifacts of all earlier attempts of this job have. */
export function earlierNames(mission: string, environment: NodeJS.ProcessEnv, given?: string): readonly string[] {
  if (given !== undefined) return [given];
  const attempt = Number(environment.GITHUB_RUN_ATTEMPT || '1');
  return Array.from({ length: attempt - 1 }, (_, index) => nameIn(String(index + 1), mission, environment));
}

/** Whether an artifact has one of these names, with or without a suffix of `artifactNames`. */
export function hasName(artifact: string, names: readonly string[]): boolean {
  return names.some(
    (name) => artifact.startsWith(name) && /^(?:-[23]|-[0-9a-f]{8})?$/.test(artifact.slice(name.length)),
  );
}

function nameIn(attempt: string, mission: string, environment: NodeJS.ProcessEnv): string {
  const parts = ['mission', mission, environment.GITHUB_JOB ?? '', attempt === '1' ? '' : `attempt-${attempt}`];
  const name = parts
    .map((part) => part.replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^[-.]+|[-.]+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
  // By code point, so that no surrogate pair is cut in half.
  return [...name].slice(0, maximumLength).join('');
}

/**
 * Names to try in order. The jobs of a matrix have the same mission and job name, and an artifact cannot be overwritten.
 * The last name is unique.
 */
export function artifactNames(name: string, unique: string): readonly string[] {
  return [name, `${name}-2`, `${name}-3`, `${name}-${unique}`];
}
