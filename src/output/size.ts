const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `8192 bytes`, `12 kB`, `1.3 GB`; 1 kB is 1024 bytes, as PostgreSQL counts. */
export function size(bytes: number): string {
  let unit = 0;
  let count = bytes;
  while (count >= 10_000 && unit < units.length - 1) {
    count /= 1024;
    unit += 1;
  }
  return `${count < 10 && unit > 0 ? count.toFixed(1) : Math.round(count)} ${units[unit]}`;
}
