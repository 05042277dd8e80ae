/** What a feed's address selects, and a canonical name shared by all addresses of the same feed. */
import { foldId } from '../domain/id.ts';
import type { FeedAddress, FeedForm } from './address.ts';
import type { Courses, CourseView, SectionView } from './courses.ts';

/** A feed's contents in canonical order. */
export interface FeedSelection {
  readonly view: CourseView;
  readonly sections: readonly SectionView[];
  readonly all: boolean;
  /** The number of unknown parts in the address. */
  readonly unknown: number;
  readonly form: FeedForm;
}

/** The sections that an address names in `view`; empty if every part is unknown. */
export function selectSections(courses: Courses, view: CourseView, address: FeedAddress): FeedSelection {
  const { form } = address;
  if (address.parts.some((part) => foldId(part) === 'all')) {
    const asked = address.parts.some((part) => courses.findSection(view, part)?.section.kind === 'deadline');
    return selectAll(courses, view, form, asked);
  }
  const found = new Map<string, SectionView>();
  const unknown = new Set<string>();
  for (const part of address.parts) {
    const section = courses.findSection(view, part);
    if (section) found.set(nameSection(section), section);
    else unknown.add(foldId(part));
  }
  return { view, sections: inOrder(view, [...found.values()]), all: false, unknown: unknown.size, form };
}

function selectAll(courses: Courses, view: CourseView, form: FeedForm, deadlines: boolean): FeedSelection {
  const sections = courses.sectionsOf(view).filter(({ section }) => deadlines || section.kind !== 'deadline');
  return { view, sections, all: true, unknown: 0, form };
}

/** What `ical` calls the feed of all sections. */
export function nameAll({ sections }: Pick<FeedSelection, 'sections'>): 'all' | 'all+deadlines' {
  return sections.some(({ section }) => section.kind === 'deadline') ? 'all+deadlines' : 'all';
}

/** The course's own order, then sections listed from other courses. */
function inOrder(view: CourseView, sections: readonly SectionView[]): SectionView[] {
  const rank = (found: SectionView): number => {
    const index = view.published.sections.indexOf(found.section);
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  return sections.toSorted((a, b) => rank(a) - rank(b) || (nameSection(a) < nameSection(b) ? -1 : 1));
}

function nameSection({ view, section }: SectionView): string {
  return `${view.published.course.key}/${section.id}`;
}

/** The canonical name: the same for addresses in another order, case or spelling. */
export function nameSelection(selection: FeedSelection): string {
  const { view, sections, all, unknown, form } = selection;
  const { term } = view.published.course;
  return [term, view.id, all ? nameAll(selection) : sections.map(nameSection).join('+'), unknown, form].join(' ');
}

/** The selection of a canonical name; null if a part of it no longer exists. */
export function readSelectionName(courses: Courses, name: string): FeedSelection | null {
  const [term = '', id = '', parts = '', unknown = '0', form = ''] = name.split(' ');
  const view = courses.find(term, id);
  if (!view) return null;
  if (parts === 'all' || parts === 'all+deadlines') return selectAll(courses, view, form as FeedForm, parts !== 'all');
  const own = view.published.sections.map((section) => ({ id: section.id, view, section }));
  const known = [...own, ...courses.sectionsOf(view)];
  const sections = parts.split('+').map((part) => known.find((section) => nameSection(section) === part));
  if (!sections.every((section) => section !== undefined)) return null;
  return { view, sections, all: false, unknown: Number(unknown), form: form as FeedForm };
}
