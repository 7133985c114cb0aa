import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** What the servers of all tests take stays far below this. */
const enoughMemory = 2 * 1024 ** 3;

/**
 * The temporary folder for the servers of tests. In memory where the machine offers it: a server is a thousand files, and
 * to make and remove those many times over is what takes the time on some file systems.
 */
export function fastFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > enoughMemory ? '/dev/shm' : tmpdir();
  } catch {
    return tmpdir();
  }
}
