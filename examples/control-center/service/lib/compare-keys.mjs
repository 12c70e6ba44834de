/** True if the key that was sent is the right key. */
export function sameKey(sent, due) {
  if (sent.length !== due.length) return false;
  for (let index = 0; index < due.length; index += 1) {
    if (sent[index] !== due[index]) return false;
  }
  return true;
}
