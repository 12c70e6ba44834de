/** Id and name as plain text, or the id alone if the name equals it. */
export function titleOf({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === id ? id : `${id} ${name}`;
}
