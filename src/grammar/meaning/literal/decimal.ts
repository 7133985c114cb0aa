/**
 * A number as numeric prints it: without an exponent, with a digit before the point, and with the digits behind it that were
 * written (numeric_in()). Undefined for what is no plain number.
 */
export function decimal(text: string): string | undefined {
  const match = /^\s*([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?\s*$/i.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const shifted = shift(whole, fraction, Number(exponent));
  const digits = shifted.whole.replace(/^0+(?=\d)/, '') || '0';
  const number = shifted.fraction === '' ? digits : `${digits}.${shifted.fraction}`;
  return sign === '-' && /[1-9]/.test(number) ? `-${number}` : number;
}

function shift(
  whole: string,
  fraction: string,
  exponent: number,
): { readonly whole: string; readonly fraction: string } {
  if (exponent >= 0) {
    const padded = fraction.padEnd(exponent, '0');
    return { whole: whole + padded.slice(0, exponent), fraction: padded.slice(exponent) };
  }
  const padded = whole.padStart(-exponent, '0');
  return { whole: padded.slice(0, exponent), fraction: padded.slice(exponent) + fraction };
}
