/** The dependencies of the desk's pages. */
import type { Conditions } from '../publish/conditions.ts';
import type { Log } from '../web/access-log.ts';
import type { Assets } from '../web/assets.ts';
import type { AddressOf } from '../web/client-address.ts';
import type { DeskContext } from './desk-context.ts';
import type { CampusSignIn } from './sign-in/campus.ts';

export interface DeskPageContext {
  readonly desk: DeskContext;
  /** The current conditions. */
  readonly conditions: Pick<Conditions, 'list'>;
  readonly assets: Assets;
  readonly siteName: string;
  /** PUBLIC_URL; null where it is not set. */
  readonly publicUrl: string | null;
  readonly compression: boolean;
  /** For limits. */
  readonly addressOf: AddressOf;
  readonly log: Log;
  /** Whether notices can be sent from here. */
  readonly notices: boolean;
  /** Null if campus sign-in is not set up. */
  readonly campus: CampusSignIn | null;
}
