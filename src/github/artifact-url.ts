/** The page of an artifact of this workflow run. */
export function artifactUrl(id: number, environment: NodeJS.ProcessEnv): string {
  const server = environment.GITHUB_SERVER_URL || 'https://github.com';
  return `${server}/${environment.GITHUB_REPOSITORY ?? ''}/actions/runs/${environment.GITHUB_RUN_ID ?? ''}/artifacts/${id}`;
}
