/** A task with a single `run`: its one command is no step that anything should be said of. */
export function isBareRun(steps: readonly { readonly name?: string | undefined }[]): boolean {
  return steps.length === 1 && steps[0]?.name === undefined;
}
