import type { Passage } from '../../database/journal/passage.ts';
import { heldData } from '../../database/target/held-data.ts';
import type { Session } from '../../database/target/session.ts';
import { fail } from '../../diagnostic/diagnostic.ts';
import type { Loss } from '../../plan/plan.ts';
import { stem } from '../../release/file-name.ts';

export async function refuseLosses(passages: readonly Passage[], client: Session['client']): Promise<void> {
  const held: string[] = [];
  for (const [position, { release, plan }] of passages.entries()) {
    for (const loss of plan.losses) {
      // Further back a table may have another name than it has now; then its data cannot be looked for.
      const data = await heldData(client, loss);
      if (data !== undefined) held.push(`${loss.kind} ${loss.name} (release ${stem(release)}): ${data}`);
      else if (position > 0 && isRenamed(passages.slice(0, position), loss))
        held.push(`${loss.kind} ${loss.name} (release ${stem(release)}): whatever is in it`);
    }
  }
  if (held.length === 0) return;
  fail(
    'data-loss',
    `rolling back would destroy data:\n${held.map((line) => `  ${line}`).join('\n')}`,
    'Nothing was run. Back up what you want to keep; to destroy it, add --discard-data.',
  );
}

/** Whether one of the passages gives the loss the name that it is listed under. */
function isRenamed(passages: readonly Passage[], { relation, column }: Loss): boolean {
  return passages.some(({ plan }) =>
    plan.batches.some(({ steps }) =>
      steps.some(
        ({ statement }) =>
          (statement.kind === 'rename' && (statement.to === relation.name || statement.to === column)) ||
          (statement.kind === 'set_schema' && statement.schema === relation.schema),
      ),
    ),
  );
}
