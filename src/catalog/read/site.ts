/** site.yaml → Site. */
import type { Site } from '../../domain/model.ts';
import { quote } from '../../words/mistake.ts';
import { checkPasswords } from '../check/passwords.ts';
import { Diagnostics } from '../diagnostics.ts';
import { readIds, textNodeOf, textOf } from '../fields.ts';
import { checkShape } from '../schema/shape.ts';
import { siteSchema } from '../schema/site.ts';
import { openSource, type SourceFile } from '../source.ts';
import { parseYaml } from '../yaml/parse.ts';
import { entriesOf, type Node, valueAt } from '../yaml/tree.ts';
import { readAllowed } from './allow.ts';
import type { FileResult } from './file-result.ts';
import { indexPlaces, type PlaceIndex, readPlaces } from './place.ts';
import { readCancelled, readHourCycle, readLanguage, readShowStaff, readTakenAway } from './show.ts';

export interface SiteContext {
  readonly site: Site;
  readonly places: PlaceIndex;
}

/** The defaults for a folder without a valid site.yaml; nothing of it is published. */
export const DEFAULT_SITE: SiteContext = {
  site: {
    uidDomain: 'belltower.invalid',
    name: 'Belltower',
    language: null,
    places: [],
    campuses: [],
    cancelled: 'confirmed',
    takenAway: 'removed',
    showStaff: new Map(),
    clock: null,
  },
  places: new Map(),
};

/** Reads site.yaml. An error in it makes the value null: rooms and UIDs of every course depend on it. */
export function readSite(file: SourceFile): FileResult<SiteContext> {
  const diagnostics = new Diagnostics(openSource(file));
  const root = parseYaml(diagnostics);
  if (!root) return { value: null, problems: diagnostics.problems, allowed: new Set() };
  checkShape(diagnostics, root, siteSchema);
  checkPasswords(diagnostics, root);
  const allowed = readAllowed(diagnostics, root);
  const context = readContext(diagnostics, root);
  return { value: diagnostics.hasErrors ? null : context, problems: diagnostics.problems, allowed };
}

function readContext(diagnostics: Diagnostics, root: Node): SiteContext {
  const placeNode = valueAt(root, 'places');
  const places = readPlaces(diagnostics, placeNode);
  const site: Site = {
    uidDomain: readDomain(diagnostics, root),
    name: textOf(root, 'name') ?? DEFAULT_SITE.site.name,
    language: readLanguage(root),
    places,
    campuses: readIds(valueAt(root, 'campuses')).map(({ id }) => id),
    cancelled: readCancelled(root) ?? 'confirmed',
    takenAway: readTakenAway(root) ?? 'removed',
    showStaff: readShowStaff(root),
    clock: readHourCycle(root, null),
  };
  const { index, clashes } = indexPlaces(places);
  for (const { spelling, first, second } of clashes) {
    const span = entriesOf(placeNode).find(({ key }) => key === second.id)?.keySpan ?? root;
    const hint = 'Case, spaces and punctuation do not count; take the spelling from one of them.';
    diagnostics.error('ambiguous-place', span, `${quote(spelling)} names both ${first.id} and ${second.id}.`, hint);
  }
  return { site, places: index };
}

/** A host name (RFC 1123 §2.1), in lower case. */
const DOMAIN = /^(?=.{1,120}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

function readDomain(diagnostics: Diagnostics, root: Node): string {
  const node = textNodeOf(root, 'uidDomain');
  const text = node?.value.trim().toLowerCase() ?? '';
  // The schema has already reported an empty value.
  if (node && node.value !== '' && !DOMAIN.test(text)) {
    diagnostics.error(
      'bad-domain',
      node,
      `${quote(node.value)} is no domain name.`,
      'Write a name that is yours, for example calendar.example.edu; it is never looked up.',
    );
  }
  return text;
}
