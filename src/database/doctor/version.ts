import { type Major, majors } from '../../model/model.ts';
import type { Check } from './facts.ts';

/** Older servers than this program knows are refused before any check. */
export const checkVersion: Check = async ({ server }, { project }) => {
  const [oldest, newest] = [majors[0], majors[majors.length - 1] as Major];
  const needed = project?.head.postgresql;
  if (needed !== undefined && server.major < needed)
    return [
      {
        status: 'problem',
        code: 'target-version',
        title: `PostgreSQL ${server.text}, and the releases need ${needed}`,
        help: `Upgrade the server to PostgreSQL ${needed} or newer.`,
      },
    ];
  if (server.major > newest)
    return [
      {
        status: 'warning',
        title: `PostgreSQL ${server.text}, which is newer than this program`,
        help: `It was made for ${oldest} to ${newest}: look for a newer version of it, or try the releases on a copy first.`,
      },
    ];
  const of = needed === undefined ? '' : `; the releases need ${needed} or newer`;
  return [{ status: 'ok', title: `PostgreSQL ${server.text}${of}` }];
};
