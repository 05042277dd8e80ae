/** What became of an attempt to deliver a message. */
export type Outcome =
  | { readonly type: 'sent' }
  /** The subscription ends: its receiver is not there, or does not want it. */
  | { readonly type: 'ended'; readonly why: string }
  | {
      readonly type: 'later';
      /** For the operator, without any address of a subscriber. */
      readonly error: string;
      /** It may have arrived all the same. */
      readonly uncertain: boolean;
      /** The service asked to wait so long (ms). */
      readonly waitMs?: number;
      /** Nothing gets through there now: others for the same service need not be tried. */
      readonly unreachable?: boolean;
      /** It must not be asked from here. */
      readonly forbidden?: boolean;
      /** The operator has to do something about it. */
      readonly refused?: boolean;
    };
