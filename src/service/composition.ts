/** A selection of sections → the bytes of its feed, over what `ical` prints. */
import { composeFeed } from '../ical/feed.ts';
import { selectSections } from '../ical/selection.ts';
import type { ComposedFeed, FeedSelection } from './shelf.ts';

/** @param publicUrl the site's own address; null: own links are left out, for no byte comes from a request */
export function composeSelection(selection: FeedSelection, publicUrl: string | null): ComposedFeed {
  const { view, sections, all, form } = selection;
  const choice = all ? 'all' : sections.map(({ section }) => section.id);
  const body = composeFeed(view.published, choice, form, {
    code: view.code,
    title: view.title,
    publicUrl,
    // What the address said is not repeated, only that a part of it leads to nothing.
    unknown: Array.from({ length: selection.unknown }, () => ''),
  });
  return { body, lastModified: selectSections(view.published, choice).lastModified };
}
