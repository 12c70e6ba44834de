/** Whatever was thrown, as one non-empty text: an error's message, or what else it was. */
export function describeError(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message.trim() === '' ? thrown.name : thrown.message;
  return `something that is no error was thrown: ${String(thrown)}`;
}
