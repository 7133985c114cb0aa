import ansis from 'ansis';

/** Makes text stand out, or leaves it as it is where colours are not wanted. */
export type Style = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
};

const same = (text: string): string => text;

/** No colours at all. */
export const plain: Style = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

type Stream = { readonly isTTY?: boolean; readonly columns?: number };

/** Colours only on a terminal; NO_COLOR and FORCE_COLOR of the environment decide against that. */
export function styleFor(stream: Stream, environment: NodeJS.ProcessEnv = process.env): Style {
  return wantsColour(stream, environment) ? colours() : plain;
}

function wantsColour(stream: Stream, environment: NodeJS.ProcessEnv): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

function colours(): Style {
  // Of the sixteen colours that follow the theme of the terminal.
  const { bold, dim, red, green, yellow, cyan } = ansis;
  return { bold, dim, red, green, yellow, cyan };
}

/** Columns to lay text out in: those of the terminal between 40 and 120; COLUMNS or 80 where the stream is none. */
export function widthOf(stream: Stream, environment: NodeJS.ProcessEnv = process.env): number {
  const columns = stream.columns ?? Number(environment['COLUMNS'] ?? '');
  return Number.isInteger(columns) && columns > 0 ? Math.min(Math.max(columns, 40), 120) : 80;
}
