import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, startOf } from './process.ts';

/** What a server says of itself in `postmaster.pid`, in its data directory, from its start to its end. */
export type PostmasterFile = {
  readonly pid: number;
  readonly port: number;
  readonly socketDirectory: string;
  /** Empty where it only listens on the socket. */
  readonly listenAddress: string;
  /** `starting`, `ready`, `stopping` or `standby`; empty in the first moments. */
  readonly status: string;
};

/** Undefined where there is no such file, or the server has yet to write it. */
export async function readPostmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid = '', , , port = '', socketDirectory = '', listenAddress = '', , status = ''] = text.split('\n');
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), port: Number(port), socketDirectory, listenAddress, status: status.trim() };
}

/** Whether that process is alive and runs on this data directory, and is not another that was given the same id. */
export function runsOn(data: string, pid: number): boolean {
  return startOf(pid) !== undefined && commandLine(pid).includes(`-D ${data} `);
}
