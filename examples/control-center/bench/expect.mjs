/** Throws with this explanation unless the condition holds. */
export function expect(condition, explanation) {
  if (!condition) throw new Error(explanation);
}

/** `what` says who was asked for what, such as `GET /api/status without the key`. */
export function expectStatus(answer, due, what) {
  const accepted = [due].flat();
  expect(accepted.includes(answer.status), `${what}: expected ${accepted.join(' or ')}, got ${answer.status}.`);
}
