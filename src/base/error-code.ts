/** The system's name of an error, such as `ENOENT`; undefined for errors of another kind. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Anything that may be thrown, as one text that is not empty: an error's message, or its name if it has no message. */
export function errorText(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message.trim() === '' ? thrown.name : thrown.message;
  return `something other than an error was thrown: ${String(thrown)}`;
}
