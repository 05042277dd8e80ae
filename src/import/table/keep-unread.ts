/** A section that was imported before and has a row that can no longer be read stays as it was, rather than lose meetings. */
import { foldId } from '../../domain/id.ts';
import type { SectionDraft } from './draft.ts';
import { type Address, addressesOf, addressKey, type Existing } from './existing.ts';
import type { Fitted, FittedRow } from './fit-rows.ts';
import { foldCode } from './gather.ts';
import type { PassedRow } from './model.ts';
import type { Ledger } from './row-outcomes.ts';
import { mendLabel, wishId } from './section-labels.ts';

export interface Kept {
  /** Rows that are imported. */
  readonly rows: readonly FittedRow[];
  /** Sections that stay as they were, by the id of their course. */
  readonly sections: ReadonlyMap<string, readonly SectionDraft[]>;
  /** Ids that these sections hold, by the course where they are an address. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
}

type About = NonNullable<PassedRow['about']>;

export function keepUnread(fitted: Fitted, passed: readonly PassedRow[], existing: Existing, ledger: Ledger): Kept {
  const unread: { readonly number: number; readonly about: About }[] = [
    ...passed.flatMap(({ number, outcome, about }) => (outcome === 'reported' && about ? [{ number, about }] : [])),
    ...fitted.unfit.map(({ row }) => ({ number: row.number, about: row })),
  ];
  const owners = new Map<SectionDraft, { readonly home: string; readonly number: number }>();
  for (const { number, about } of unread) {
    const address = findAddress(about, existing);
    if (address && !owners.has(address.owner)) owners.set(address.owner, { home: address.home.id, number });
  }
  const addresses = new Map<string, number>();
  const sections = new Map<string, SectionDraft[]>();
  const held = new Map<string, Set<string>>();
  for (const [owner, { home, number }] of owners) {
    for (const { course, id } of addressesOf(home, owner)) {
      addresses.set(addressKey(course, id), number);
      held.set(course, (held.get(course) ?? new Set()).add(foldId(id)));
    }
    sections.set(home, [...(sections.get(home) ?? []), owner]);
    ledger.remark(`${home}/${owner.id} stays as the last import wrote it, because a row of it cannot be read`, number);
  }
  const rows = fitted.rows.filter(({ row }) => {
    const address = findAddress(row, existing);
    const unreadRow = address && addresses.get(addressKey(address.course, address.id));
    if (unreadRow === undefined || unreadRow === null) return true;
    ledger.set(row.number, 'reported', `its section stays as it was, because row ${unreadRow} cannot be read`);
    return false;
  });
  return { rows, sections, held };
}

function findAddress({ code, section, crn }: About, existing: Existing): Address | null {
  const byNumber = crn === null ? undefined : existing.byNumber.get(crn);
  if (byNumber) return byNumber;
  const course = existing.byCode.get(foldCode(code));
  if (!course) return null;
  const label = section ?? crn ?? '';
  const mended = wishId(section, crn);
  // Of a label that was mended, the number stands behind the id if another section had it already.
  const ids = mended === label || crn === null ? [mended] : [`${mended}-${mendLabel(crn)}`, mended];
  const found = ids.map((id) => existing.byAddress.get(addressKey(course.id, id))).find((address) => address);
  if (!found) return null;
  const place = found.home.id === found.course ? found.id : `${found.course}/${found.id}`;
  // A row with a number is not about a section that has another one, or none.
  const number = found.owner.numbers.get(place) ?? null;
  return crn === null || number === crn ? found : null;
}
