/** As `==` of GitHub's expression language compares plain values: text in any case, other kinds as numbers. */
export function looselyEqual(left: string | number | boolean, right: string | number | boolean): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toUpperCase() === right.toUpperCase();
  // Two values that are not numbers are not equal, because NaN equals nothing.
  return Number(left) === Number(right);
}
