/** Why a file could not be written, in words for whoever runs the command. */

/** The file could not be written and is unchanged. The message says why and what to do. */
export class FileWriteError extends Error {
  override name = 'FileWriteError';
  readonly code: string;

  constructor(file: string, cause: NodeJS.ErrnoException) {
    const code = cause.code ?? '';
    super(`cannot write ${file}: ${REASONS[code] ?? `${cause.message}.`} ${UNHARMED}`, { cause });
    this.code = code;
  }
}

/** @throws FileWriteError about `file` for any failure of the work */
export async function explainWrite<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FileWriteError ? error : new FileWriteError(file, error as NodeJS.ErrnoException);
  }
}

const UNHARMED = 'It is as it was before.';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and run this again.',
  EDQUOT: 'this user’s disk quota is used up. Free some space and run this again.',
  EFBIG: 'the file would be larger than this system allows.',
  EACCES: 'this user may not write there. Change the permissions of the folder, or run this as its owner.',
  EPERM: 'this user may not write there. Change the permissions of the folder, or run this as its owner.',
  EROFS: 'the file system is mounted read-only.',
  EEXIST: 'something of this name is there already.',
  ENOTDIR: 'a part of its path is a file, not a folder.',
  EISDIR: 'it is a folder.',
  ENAMETOOLONG: 'its name is too long for this file system.',
  EIO: 'the disk reports an error. Look at the system’s log.',
  EMFILE: 'too many files are open. Raise the limit (ulimit -n) and run this again.',
  ENFILE: 'too many files are open on this machine.',
};
