/**
 * Settles with the work, rejects after `limit` milliseconds, resolves with `undefined` when the signal is aborted.
 *
 * Also rejects when an exception surfaces outside the work's promise: the artifact client throws so over a file that
 * it cannot read, and its promise then never settles. Work that was given up may still do that later, so the guard
 * then stays for the rest of the process's short life.
 */
export function withinLimit<Value>(
  work: () => Promise<Value>,
  limit: number,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cut);
      finish();
    };
    const cut = () => settle(() => resolve(undefined));
    const guard = (error: unknown) => settle(() => reject(error));
    const timer = setTimeout(() => settle(() => reject(new Error(`not done within ${limit / 1000} s`))), limit);
    signal.addEventListener('abort', cut, { once: true });
    process.on('uncaughtException', guard);
    const release = () => process.off('uncaughtException', guard);
    work().then(
      (value) =>
        settle(() => {
          release();
          resolve(value);
        }),
      (error: unknown) =>
        settle(() => {
          release();
          reject(error);
        }),
    );
  });
}
