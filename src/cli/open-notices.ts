/** Connects the parts of notices: pages, channels, and the deliverer that runs in the server. */
import { createECDH } from 'node:crypto';
import { Router } from 'express';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Courses } from '../feeds/courses.ts';
import type { Channels } from '../notices/attempts.ts';
import { createChatSenders } from '../notices/chat.ts';
import { type Deliverer, startDeliverer } from '../notices/deliverer.ts';
import { createMailSender } from '../notices/mail.ts';
import { composeOwn } from '../notices/own-message.ts';
import { routeNotices } from '../notices/pages/routes.ts';
import type { Reach } from '../notices/posting.ts';
import { createServices } from '../notices/services.ts';
import { createSubscribing } from '../notices/subscribing.ts';
import type { Conditions } from '../publish/conditions.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import type { NoticeKeys } from '../store/notices.ts';
import type { Store } from '../store/store.ts';
import type { Log } from '../web/access-log.ts';
import type { Assets } from '../web/assets.ts';
import type { AddressOf } from '../web/client-address.ts';
import { makeSecret } from '../web/secret.ts';
import { describeMeans, findMeans, type NoticeMeans } from './notice-means.ts';

export interface NoticesWiring {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store;
  readonly courses: Courses;
  readonly conditions: Pick<Conditions, 'raise' | 'clear'>;
  readonly clock: Clock;
  readonly assets: Assets;
  readonly addressOf: AddressOf;
  /** The current name in the rules. */
  readonly siteName: () => string;
  /** How long a service may take to answer (ms); ten seconds unless given. */
  readonly patienceMs?: number;
}

export interface OpenNotices {
  /** Empty if no channel is set up. */
  readonly routers: readonly ReturnType<typeof routeNotices>[];
  readonly means: readonly string[];
  start(): Deliverer | null;
  stop(): Promise<void>;
}

export async function openNotices(wiring: NoticesWiring): Promise<OpenNotices> {
  const { config } = wiring;
  const { address } = findMeans(config);
  if (address === null) return offerNone(describeMeans(config));
  try {
    return await openAt(wiring, address);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    return openLater(wiring, address);
  }
}

function offerNone(means: readonly string[]): OpenNotices {
  return { routers: [], means, start: () => null, stop: async () => undefined };
}

/** A server starts without its database; notices are opened when it is back, and their addresses are not found until then. */
function openLater(wiring: NoticesWiring, address: string): OpenNotices {
  const { log } = wiring;
  let opened: OpenNotices | null = null;
  let isStarted = false;
  let isTrying = false;
  let why = 'the database could not be reached at the start';
  const tryAgain = async (): Promise<void> => {
    if (isTrying) return;
    isTrying = true;
    try {
      opened = await openAt(wiring, address);
      clearInterval(timer);
      if (isStarted) opened.start();
    } catch (error) {
      if (error instanceof StoreUnavailableError) return;
      clearInterval(timer);
      why = error instanceof Error ? error.message : String(error);
      log.error({}, `notices are not offered: ${why}`);
    } finally {
      isTrying = false;
    }
  };
  const timer = setInterval(() => void tryAgain(), RETRY_MS);
  timer.unref();
  const router = Router();
  router.use((request, response, next) => {
    const [inner] = opened?.routers ?? [];
    if (inner) inner(request, response, next);
    else next();
  });
  return {
    routers: [router],
    get means() {
      return opened?.means ?? [`are not offered: ${why}`];
    },
    start() {
      isStarted = true;
      return opened?.start() ?? null;
    },
    async stop() {
      clearInterval(timer);
      isStarted = false;
      await opened?.stop();
    },
  };
}

/** @throws StoreUnavailableError */
async function openAt(wiring: NoticesWiring, publicUrl: string): Promise<OpenNotices> {
  const { config, store, courses, clock, log, conditions, assets, addressOf, siteName } = wiring;
  const keys = await obtainKeys(store);
  if (keys === null) return offerNone(['are not offered: the store cannot be written']);
  const means = findMeans(config);
  let deliverer: Deliverer | null = null;
  const subscribing = createSubscribing(store, courses, clock, () => void deliverer?.wake());
  const router = routeNotices({
    ...{ assets, publicUrl, clock, compression: config.compression, frameAncestors: [] },
    ...{ courses, subscribing, keys, addressOf, mail: means.mail },
    anyEndpoint: config.privateTargets,
    get siteName() {
      return siteName();
    },
  });
  const services = createServices(conditions, clock);
  const channels = await openChannels(config, means, {
    ...{ keys, publicUrl, siteName, clock },
    patienceMs: wiring.patienceMs ?? PATIENCE_MS,
  });
  return {
    routers: [router],
    means: describeMeans(config),
    start() {
      const compose = { composeOwn: composeOwn(courses) };
      deliverer = startDeliverer({ store, clock, log, channels, services, ...compose });
      return deliverer;
    },
    stop: async () => deliverer?.stop(),
  };
}

/** How often a database that was away at the start is asked again (ms). */
const RETRY_MS = 2000;

interface Sending {
  readonly keys: NoticeKeys;
  readonly publicUrl: string;
  readonly siteName: () => string;
  readonly clock: Clock;
  readonly patienceMs: number;
}

/** How long a mail, push or chat service may take to answer (ms). */
const PATIENCE_MS = 10_000;

async function openChannels(config: Config, means: NoticeMeans, sending: Sending): Promise<Channels> {
  const { clock } = sending;
  const from = config.mail && bareAddress(config.mail.from);
  const contact = from === null ? sending.publicUrl : `mailto:${from}`;
  const reach: Reach = { reach: config.privateTargets ? 'any' : 'public', patienceMs: sending.patienceMs };
  // Large libraries are loaded only if needed.
  const { createPushSender } = await import('../notices/push.ts');
  const push = createPushSender({
    ...sending,
    clock,
    contact: contact.startsWith('http:') ? NOBODY : contact,
    ...reach,
  });
  const chat = createChatSenders({ publicUrl: sending.publicUrl, clock, ...reach });
  if (!means.mail || config.mail === null || from === null) return { ...chat, push };
  const { openNoticeMail } = await import('./open-mail.ts');
  const post = openNoticeMail(config.mail, sending.patienceMs);
  return { ...chat, push, mail: createMailSender({ ...sending, post, from, bounces: config.mail.bounces }) };
}

/** For a site reachable from this machine only. */
const NOBODY = 'mailto:nobody@localhost';

/** 'belltower@example.edu' of 'Belltower <belltower@example.edu>' */
function bareAddress(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

/** Generated once per store, by the first process. Null if the store is not writable yet. */
async function obtainKeys(store: Store): Promise<NoticeKeys | null> {
  const known = await store.noticeKeys();
  if (known || !store.writable) return known;
  // RFC 8292 §2: an ECDSA key on P-256.
  const pair = createECDH('prime256v1');
  const vapidPublic = pair.generateKeys().toString('base64url');
  const vapidPrivate = pair.getPrivateKey().toString('base64url').padStart(43, 'A');
  const keys = { secret: makeSecret(), vapidPublic, vapidPrivate };
  await store.write((tx) => tx.saveNoticeKeys(keys));
  return await store.noticeKeys();
}
