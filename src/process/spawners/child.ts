/** A process that was started, as `ChildProcess` of Node describes it. */
export interface Child {
  readonly pid?: number | undefined;
  on(event: 'exit', listener: (exitCode: number | null, signal: NodeJS.Signals | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
