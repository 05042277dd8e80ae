/** The outcome of a delivery attempt. */
export type Outcome =
  | { readonly type: 'sent' }
  /** The receiver is gone or refuses messages: the subscription ends. */
  | { readonly type: 'ended'; readonly why: string }
  | {
      readonly type: 'later';
      /** For the operator; contains no subscriber's address. */
      readonly error: string;
      /** The message may have been delivered nevertheless. */
      readonly uncertain: boolean;
      /** Delay requested by the service (ms). */
      readonly waitMs?: number;
      /** The service is unreachable; skip other messages to it. */
      readonly unreachable?: boolean;
      /** Outgoing requests to this address are not allowed. */
      readonly forbidden?: boolean;
      /** The operator has to act. */
      readonly refused?: boolean;
    };
