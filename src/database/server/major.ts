/** The major versions of PostgreSQL that this program knows. */
export const majors = [15, 16, 17, 18] as const;

export type Major = (typeof majors)[number];
