import type { ScratchChoice } from '../../database/scratch/space.ts';
import { parseTargetUrl } from '../../database/target/url.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import { type Major, majors } from '../../model/model.ts';

/** What flags say about proving. */
export type ProofFlags = {
  readonly prove: boolean;
  readonly scratchUrl: string | undefined;
  readonly postgres: string | undefined;
};

/** Whether plans are proven, and where. */
export type ProofChoice = { readonly kind: 'none' } | ScratchChoice;

/** Which version is started where nobody says which: the one that comes with this program. */
const usualMajor: Major = 18;

/**
 * A server of their own where people name one, else one that this program starts.
 *
 * @throws DiagnosticError `command-line` for flags that contradict each other; what `parseTargetUrl` throws
 */
export function chooseProof({ prove, scratchUrl, postgres }: ProofFlags): ProofChoice {
  if (!prove) return { kind: 'none' };
  if (scratchUrl !== undefined && postgres !== undefined)
    fail(
      'command-line',
      '--scratch-url and --postgres cannot be given together',
      'A server that is there has the version that it has: leave out --postgres.',
    );
  if (scratchUrl !== undefined) return { kind: 'url', url: parseTargetUrl(scratchUrl, '--scratch-url') };
  const major = majors.find((known) => String(known) === (postgres ?? String(usualMajor)));
  if (major === undefined)
    return fail(
      'command-line',
      `there is no PostgreSQL ${postgres} to start`,
      `Name one of ${majors.join(', ')}.`,
    );
  return { kind: 'embedded', major };
}
