import { errorCode, errorText } from '../../base/error-code.ts';

/** Describes a failed connection as part of a sentence, such as `connection refused`. */
export function describeNetworkProblem(error: unknown): string {
  // A host name with several addresses fails with one error for each. The error of the last one is as good as any.
  const cause = error instanceof AggregateError ? (error.errors.at(-1) ?? error) : error;
  switch (errorCode(cause)) {
    case 'ECONNREFUSED':
      return 'connection refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'connection closed without an answer';
    case 'ENOTFOUND':
      return 'the host name is unknown';
    case 'EAI_AGAIN':
      return 'the host name could not be looked up';
    case 'ETIMEDOUT':
      return 'no answer';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host cannot be reached';
    default:
      return errorText(cause);
  }
}
