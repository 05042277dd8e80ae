/** Connects the parts of the desk: use cases, pages, API. */
import type { Config } from '../config.ts';
import { describeDeskApi, routeApi } from '../desk/api/routes.ts';
import { createRulesSource } from '../desk/change/current-rules.ts';
import { routeDesk } from '../desk/course/routes.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { Clock } from '../domain/clock.ts';
import type { Serving } from '../feeds/serving.ts';
import type { Conditions } from '../publish/conditions.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../web/access-log.ts';
import type { Assets } from '../web/assets.ts';
import type { AddressOf } from '../web/client-address.ts';
import { findMeans } from './notice-means.ts';

export interface DeskWiring {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store;
  readonly serving: Serving;
  readonly conditions: Pick<Conditions, 'list'>;
  readonly clock: Clock;
  readonly assets: Assets;
  readonly addressOf: AddressOf;
  /** The current name in the rules. */
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
  assets,
  addressOf,
  siteName,
}: DeskWiring): Promise<OpenDesk> {
  // Large libraries are loaded only if the configuration needs them.
  const mail = config.mail === null ? null : (await import('./open-mail.ts')).openMail(config.mail);
  const campus = config.campus === null ? null : (await import('../desk/sign-in/openid.ts')).openCampus(config.campus);
  const desk: DeskContext = {
    store,
    clock,
    // On a shared database changes use the rules published to it, at every replica.
    rules: createRulesSource(store, store.driver === 'postgresql' ? null : serving.files, serving.frame),
    courses: serving.courses,
    catchUp: serving.catchUp,
    mail,
  };
  const { publicUrl, compression } = config;
  const context = {
    ...{
      conditions,
      desk,
      assets,
      publicUrl,
      compression,
      log,
      campus,
      addressOf,
      notices: findMeans(config).address !== null,
    },
    get siteName() {
      return siteName();
    },
  };
  return { routers: [routeDesk(context), routeApi(context)], api: describeDeskApi() };
}
