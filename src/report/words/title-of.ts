/** Id and name, as plain text, or the id alone where the name says the same. */
export function titleOf({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === id ? id : `${id} ${name}`;
}
