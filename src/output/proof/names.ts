/** The name of a relation as statements print it: without the schema that they find anyway. */
export function withoutHome(relation: string): string {
  return relation.replace(/^public\./, '');
}
