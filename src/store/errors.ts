/**
 * The store's errors, each with a message for whoever runs it. Other errors of a driver are wrapped in a plain
 * StoreError as its cause.
 */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** The disk or the quota is full; nothing was written. */
export class StoreFullError extends StoreError {
  override name = 'StoreFullError';
}

/** The state folder or the database is read-only. */
export class StoreReadOnlyError extends StoreError {
  override name = 'StoreReadOnlyError';
}

/** Another process locked the store for too long; nothing was written. */
export class StoreLockedError extends StoreError {
  override name = 'StoreLockedError';
}

/** The store was written by a later release with tables unknown to this one. */
export class StoreTooNewError extends StoreError {
  override name = 'StoreTooNewError';
}

/** The file is not a database, or a damaged one. */
export class StoreDamagedError extends StoreError {
  override name = 'StoreDamagedError';
}

/** One stored text is damaged; the rest of the store is intact. */
export class RowDamagedError extends StoreDamagedError {
  override name = 'RowDamagedError';
}

/** The open files are no longer those of the state folder: writes to them would be lost. */
export class StoreReplacedError extends StoreError {
  override name = 'StoreReplacedError';
}

/**
 * The database is unreachable. Reads may be answered from memory, writes are refused. A write that failed with this
 * during its commit may have happened, so it is retried with its idempotency key.
 */
export class StoreUnavailableError extends StoreError {
  override name = 'StoreUnavailableError';
}

/** Every class, found by its name. */
const STORE_ERRORS: readonly (typeof StoreError)[] = [
  StoreError,
  StoreFullError,
  StoreReadOnlyError,
  StoreLockedError,
  StoreTooNewError,
  StoreDamagedError,
  RowDamagedError,
  StoreReplacedError,
  StoreUnavailableError,
];

/** An error on its way between threads: structured cloning does not preserve classes. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly cause: string;
}

export function sendError({ name, message, cause }: Error): SentError {
  return { name, message, cause: cause instanceof Error ? cause.message : '' };
}

/** Of its class again; what is no StoreError becomes one. */
export function receiveError({ name, message, cause }: SentError): StoreError {
  const kind = STORE_ERRORS.find((one) => new one().name === name) ?? StoreError;
  return new kind(message, { cause: new Error(cause) });
}
