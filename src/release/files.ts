import type { Diagnostic } from '../diagnostic/diagnostic.ts';

/** The problem of a file or folder that the system does not let us read or write. */
export function unreadable(path: string, error: unknown): Diagnostic {
  const { code } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
  return {
    code: 'file-unreadable',
    message: `${path}: ${reason}`,
    help: 'Check that the path is right and that you may read and write it.',
  };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of this path is a file, not a folder',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
};
