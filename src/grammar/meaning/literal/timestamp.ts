const pattern = /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?\s*$/i;

/** An ISO timestamp without a time zone as PostgreSQL prints it. With one it depends on the session what is printed. */
export function timestamp(text: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, day, minutes = '00:00', seconds = '00', fraction = ''] = match;
  const digits = fraction.replace(/0+$/, '');
  return `${day} ${minutes}:${seconds}${digits === '' ? '' : `.${digits}`}`;
}
