/** Longest name that we make ourselves: the service takes more, browsers and file systems do not. */
const maximumLength = 100;

/** Made from the names of mission and job, safe as an artifact's name and as a file's. */
export function defaultArtifactName(mission: string, environment: NodeJS.ProcessEnv): string {
  const attempt = environment.GITHUB_RUN_ATTEMPT ?? '1';
  const parts = ['mission', mission, environment.GITHUB_JOB ?? '', attempt === '1' ? '' : `attempt-${attempt}`];
  const name = parts
    .map((part) => part.replace(/[^\p{L}\p{N}._]+/gu, '-').replace(/^[-.]+|[-.]+$/g, ''))
    .filter((part) => part !== '')
    .join('-');
  // By character: half of one would be none.
  return [...name].slice(0, maximumLength).join('');
}

/**
 * Names to try in order, as names are immutable: the jobs of a matrix share everything that we could make a name
 * from. The last one is unique.
 */
export function artifactNames(name: string, unique: string): readonly string[] {
  return [name, `${name}-2`, `${name}-3`, `${name}-${unique}`];
}
