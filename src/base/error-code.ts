/** The system's name of an error, such as `ENOENT`; undefined for errors of another kind. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A sentence about anything that may be thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
