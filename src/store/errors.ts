/**
 * What can go wrong with a store, each with a message for the person who runs it. Everything else that a driver
 * throws is wrapped in a plain StoreError, with the driver's own error as its cause.
 */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** The disk, or the quota, is full: nothing was written. */
export class StoreFullError extends StoreError {
  override name = 'StoreFullError';
}

/** The state folder or the database may be read but not written. */
export class StoreReadOnlyError extends StoreError {
  override name = 'StoreReadOnlyError';
}

/** Another process has kept the store locked for too long: nothing was written. */
export class StoreLockedError extends StoreError {
  override name = 'StoreLockedError';
}

/** The store was written by a later release, whose tables this one does not know. */
export class StoreTooNewError extends StoreError {
  override name = 'StoreTooNewError';
}

/** The file is no database, or a damaged one. */
export class StoreDamagedError extends StoreError {
  override name = 'StoreDamagedError';
}

/** One stored text is not as a store writes it; the rest of the store is well. */
export class RowDamagedError extends StoreDamagedError {
  override name = 'RowDamagedError';
}

/** The files that were opened are no longer those of the state folder: what is written would be lost. */
export class StoreReplacedError extends StoreError {
  override name = 'StoreReplacedError';
}

/**
 * The database cannot be reached. Reads may be answered from memory, changes must be refused; a write that failed
 * with this while it was being committed may or may not have happened, so it is repeated with its idempotency key.
 */
export class StoreUnavailableError extends StoreError {
  override name = 'StoreUnavailableError';
}

/** Every kind, to be known again by its name. */
export const STORE_ERRORS: readonly (typeof StoreError)[] = [
  StoreError,
  StoreFullError,
  StoreReadOnlyError,
  StoreLockedError,
  StoreTooNewError,
  StoreDamagedError,
  StoreReplacedError,
  StoreUnavailableError,
];
