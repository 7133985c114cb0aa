import { examine } from '../database/doctor/examine.ts';
import { type Examined, type ProjectFacts, usualLimits } from '../database/doctor/facts.ts';
import { withTarget } from '../database/target/with-target.ts';
import { type Diagnostic, DiagnosticError } from '../diagnostic/diagnostic.ts';
import { loadChain } from '../release/load-chain.ts';
import { ReleasedModels } from '../release/models.ts';
import type { Project } from '../release/project.ts';
import { rootOf } from './root.ts';
import type { TargetRequest } from './target-request.ts';

export type DoctorRequest = Omit<TargetRequest, 'project'> & {
  /** Where there is none, only the server is looked at; the diagnostic says why. */
  readonly project: Project | Diagnostic;
};

/** How a target is. */
export type Examination = {
  /** Without its password. */
  readonly target: string;
  /** Where it was named, as `DATABASE_URL`. */
  readonly source: string;
  /** The version of the server; absent where it was not reached. */
  readonly server?: string;
  readonly findings: readonly Examined[];
};

/**
 * Looks at a target: what is there, what is missing, and what to do next. Changes nothing. A server that cannot be reached is a
 * finding, too.
 */
export async function doctor({ project, target, onEvent }: DoctorRequest): Promise<Examination> {
  const { facts, findings: ofProject } = await projectFacts(project);
  const at = { target: '', source: 'the embedded server', server: '' };
  if (target.kind === 'url') [at.target, at.source] = [target.url.shown, target.url.source];
  let findings: Examined[] = [];
  try {
    await withTarget(target, 'spec' in project ? rootOf(project) : '', onEvent, async (session) => {
      [at.target, at.server] = [session.url.shown, session.server.text];
      // Anew where an embedded server was taken away and started again.
      findings = [];
      await examine(session, facts, usualLimits, (finding) => findings.push(finding));
    });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    findings.push(...error.diagnostics.map(failed));
  }
  return {
    target: at.target === '' ? 'the embedded server' : at.target,
    source: at.source,
    ...(at.server === '' ? {} : { server: at.server }),
    findings: [...findings, ...(at.server === '' ? [] : ofProject)],
  };
}

function failed({ code, message, help }: Diagnostic): Examined {
  return { group: 'Connection', check: 'connection', status: 'problem', code, title: message, help };
}

/** What the releases want; releases that cannot be read are a finding, and no reason not to look at the server. */
async function projectFacts(
  project: Project | Diagnostic,
): Promise<{ readonly facts?: ProjectFacts; readonly findings: readonly Examined[] }> {
  const finding = { group: 'Project', check: 'project' } as const;
  if (!('spec' in project))
    return {
      findings: [
        {
          ...finding,
          status: 'warning',
          code: project.code,
          title: `only the server was looked at: ${project.message}`,
          help: project.help,
        },
      ],
    };
  try {
    const { releases } = await loadChain(project);
    const models = new ReleasedModels(releases);
    const at = (number: number) => models.at(number);
    const facts = { releases, head: await at(releases.length), at };
    if (releases.length > 0) return { facts, findings: [] };
    const title = 'the project has no release yet';
    return {
      facts,
      findings: [{ ...finding, status: 'ok', title, help: 'To make one: learnr-schema release SLUG' }],
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return {
      findings: error.diagnostics.map(({ code, message, help }) => ({
        ...finding,
        ...{ status: 'problem', code, title: message, help },
      })),
    };
  }
}
