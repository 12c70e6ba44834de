/** Throws an error with this explanation if the condition is false. */
export function expect(condition, explanation) {
  if (!condition) throw new Error(explanation);
}

/** `what` describes the request, such as `GET /api/status without the key`. */
export function expectStatus(answer, due, what) {
  const accepted = [due].flat();
  expect(accepted.includes(answer.status), `${what}: expected ${accepted.join(' or ')}, got ${answer.status}.`);
}
