/** A task with a single `run`: documents show its command, not steps. */
export function isBareRun(steps: readonly { readonly name?: string | undefined }[]): boolean {
  return steps.length === 1 && steps[0]?.name === undefined;
}
