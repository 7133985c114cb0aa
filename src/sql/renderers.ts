/** A renderer for each kind of a union: a kind without one does not compile. */
export type Renderers<Union extends { readonly kind: string }, Result = string> = {
  readonly [Kind in Union['kind']]: (value: Union & { readonly kind: Kind }) => Result;
};

export function renderWith<Union extends { readonly kind: string }, Result>(
  renderers: Renderers<Union, Result>,
  value: Union,
): Result {
  const renderer = renderers[value.kind as Union['kind']] as (value: Union) => Result;
  return renderer(value);
}
