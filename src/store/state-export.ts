/**
 * Exports the whole state as one readable file, from any store to any other: JSON lines, one record a line; the first
 * line identifies the format, the last gives the number of records.
 */
import { cutBatches } from '../domain/batches.ts';
import { DOCUMENT_VERSION } from './document.ts';
import type { AuditEntry, Store, StoreReads } from './store.ts';
import type { StateLine } from './transfer-line.ts';

/** Courses, texts or entries that are in memory at a time. */
const PAGE = 50;

/**
 * Exports a consistent snapshot of the store, in memory that does not grow with it. Equal states give equal texts.
 * @param write takes the text, some lines at a time
 * @returns the number of lines
 */
export async function exportState(store: Store, write: (text: string) => Promise<void> | void): Promise<number> {
  let count = 0;
  const send = async (lines: readonly StateLine[]): Promise<void> => {
    if (lines.length === 0) return;
    count += lines.length;
    await write(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  };
  await store.snapshot(async (reads) => {
    for await (const page of readPages(reads)) await send(page);
  });
  await send([{ end: count }]);
  return count;
}

type Page = readonly StateLine[];

async function* readPages(store: StoreReads): AsyncGenerator<Page> {
  yield [await readHeader(store)];
  yield* readRules(store);
  yield* readCourses(store);
  yield* readAgreed(store);
  yield (await store.heldEdits()).map((heldEdit) => ({ heldEdit }));
  yield (await store.closedTerms()).map((closedTerm) => ({ closedTerm }));
  yield (await store.holidays()).flatMap(({ term, rules, published }) =>
    published ? [{ holidays: { term, rules, published } }] : [],
  );
  yield (await store.deskChanges()).map((deskChange) => ({ deskChange }));
  const feeds = (await store.personalFeeds()).sort((a, b) => (a.tokenHash < b.tokenHash ? -1 : 1));
  yield feeds.map((personalFeed) => ({ personalFeed }));
  yield* readAudit(store);
  yield (await store.listStaff()).map((staff) => ({ staff }));
  yield (await store.listApiTokens()).reverse().map((apiToken) => ({ apiToken }));
  yield (await store.listSessions()).map((session) => ({ session }));
  yield (await store.listSignInLinks()).map((signInLink) => ({ signInLink }));
  yield* readNotices(store);
}

async function readHeader(store: StoreReads): Promise<StateLine> {
  const { instant } = await store.head();
  const sequencesFrom = await store.sequencesFrom();
  return {
    belltower: 'state',
    format: 1,
    document: DOCUMENT_VERSION,
    instant,
    ...(sequencesFrom > 0 ? { sequencesFrom } : {}),
  };
}

async function* readRules(store: StoreReads): AsyncGenerator<Page> {
  for (const number of await store.rulesNumbers()) {
    const rules = await store.loadRules(number);
    if (rules) yield [{ rules }];
  }
}

async function* readCourses(store: StoreReads): AsyncGenerator<Page> {
  const keys = (await store.listCourses()).map(({ key }) => key);
  for (const page of cutBatches(keys, PAGE)) {
    const courses = await store.loadCourses(page);
    yield page.flatMap((key) => {
      const stored = courses.get(key);
      return stored ? [{ course: key, stored }] : [];
    });
  }
}

async function* readAgreed(store: StoreReads): AsyncGenerator<Page> {
  for (const page of cutBatches(await store.agreedDigests(), PAGE)) {
    yield (await store.agreedTexts(page)).map((agreedText) => ({ agreedText }));
  }
  yield (await store.allAgreedRules()).map((agreedRules) => ({ agreedRules }));
}

async function* readAudit(store: StoreReads): AsyncGenerator<Page> {
  for (let after = 0; ; ) {
    const entries = await store.auditAfter(after, PAGE);
    yield entries.map(({ number: _, ...audit }) => ({ audit: audit satisfies AuditEntry }));
    const last = entries.at(-1);
    if (entries.length < PAGE || !last) return;
    after = last.number;
  }
}

async function* readNotices(store: StoreReads): AsyncGenerator<Page> {
  const noticeKeys = await store.noticeKeys();
  if (noticeKeys) yield [{ noticeKeys }];
  yield (await store.noticeSubscriptions()).map((noticeSubscription) => ({ noticeSubscription }));
  for (const course of (await store.noticeChanges()).map((change) => change.course).sort()) {
    const noticeChange = await store.noticeChange(course);
    if (noticeChange) yield [{ noticeChange }];
  }
  yield (await store.notices()).map((notice) => ({ notice }));
  yield (await store.noticeDeliveries()).map((noticeDelivery) => ({ noticeDelivery }));
}

/** Whether a store has nothing of what an export holds. */
export async function isEmptyStore(tx: StoreReads): Promise<boolean> {
  const contents = [
    await tx.listCourses(),
    await tx.deskChanges(),
    await tx.personalFeeds(),
    await tx.auditTrail(1),
    await tx.listStaff(),
    await tx.listApiTokens(),
    await tx.noticeSubscriptions(),
  ];
  return contents.every((list) => list.length === 0) && (await tx.rulesNumber()) === 0;
}
