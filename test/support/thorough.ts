/** Whether to run everything on every version, and not a part chosen so that the whole suite stays quick: `THOROUGH=1 npm test`. */
export const thorough = (process.env['THOROUGH'] ?? '') !== '';

/** Whether this one of many is run on this version: on one of two, in turn, unless everything is run on both. */
export function onTurn(position: number, major: number): boolean {
  return thorough || position % 2 === (major === 18 ? 1 : 0);
}
