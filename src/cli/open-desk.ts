/** Wires the desk: its use cases, its pages, its API. */
import type { Config } from '../config.ts';
import type { Log } from '../http/access-log.ts';
import { describeDeskApi, routeApi } from '../http/api/routes.ts';
import type { AddressOf } from '../http/client-address.ts';
import { routeDesk } from '../http/desk/routes.ts';
import { readAssets } from '../http/pages/assets.ts';
import type { Clock } from '../service/clock.ts';
import type { Conditions } from '../service/conditions.ts';
import { createRulesSource } from '../service/desk/current-rules.ts';
import type { DeskParts } from '../service/desk/parts.ts';
import type { Serving } from '../service/serving.ts';
import type { Store } from '../store/store.ts';

export interface DeskWiring {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store;
  readonly serving: Serving;
  readonly conditions: Pick<Conditions, 'list'>;
  readonly clock: Clock;
  readonly addressOf: AddressOf;
  /** As the rules have it now. */
  readonly siteName: () => string;
}

export interface OpenDesk {
  readonly routers: readonly ReturnType<typeof routeDesk>[];
  /** For the description of the site's JSON. */
  readonly api: ReturnType<typeof describeDeskApi>;
}

export async function openDesk({
  config,
  log,
  store,
  serving,
  conditions,
  clock,
  addressOf,
  siteName,
}: DeskWiring): Promise<OpenDesk> {
  // Large libraries are loaded only where something is configured that needs them.
  const mail = config.mail === null ? null : (await import('./open-mail.ts')).openMail(config.mail);
  const campus = config.campus === null ? null : (await import('../http/desk/openid.ts')).openCampus(config.campus);
  const desk: DeskParts = {
    store,
    clock,
    // On a shared database changes are made under the rules that were published to it, whichever replica makes them.
    rules: createRulesSource(store, store.driver === 'postgresql' ? null : () => serving.state().rules),
    courses: serving.courses,
    catchUp: serving.catchUp,
    mail,
  };
  const { publicUrl, compression } = config;
  const parts = {
    ...{ conditions, desk, assets: readAssets(), publicUrl, compression, log, campus, addressOf },
    get siteName() {
      return siteName();
    },
  };
  return { routers: [routeDesk(parts), routeApi(parts)], api: describeDeskApi() };
}
