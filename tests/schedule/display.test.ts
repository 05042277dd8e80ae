import { describe, expect, test } from 'vitest';
import type { StaffDisplay } from '../../src/domain/person.ts';
import type { Place } from '../../src/domain/place.ts';
import { initialsOf, openDisplay } from '../../src/schedule/display.ts';
import { makeCourse, makeSection, person, SITE } from './rules.ts';

describe('initials', () => {
  test('are the first letter of each word, joined names kept together', () => {
    expect(initialsOf('Wyatt Lloyd')).toBe('W. L.');
    expect(initialsOf('  Jean-Luc  Picard ')).toBe('J.-L. P.');
    expect(initialsOf('Élodie van der Åberg')).toBe('É. v. d. Å.');
    expect(initialsOf('李 明')).toBe('李. 明.');
    expect(initialsOf('(Dr.) O’Neil')).toBe('D. O.');
  });

  test('of a name without letters are the name', () => {
    expect(initialsOf('42')).toBe('42');
  });
});

describe('people', () => {
  const staff = [person('lloyd', 'Wyatt Lloyd'), person('song', 'Zhenyu Song')];
  const section = makeSection('P01', [], { kind: 'precept' });
  const shown = (site: StaffDisplay | null, course: StaffDisplay | null): readonly string[] =>
    openDisplay(makeCourse([section], { showStaff: new Map(course ? [['precept', course]] : [['lecture', 'none']]) }), {
      ...SITE,
      showStaff: new Map(site ? [['precept', site]] : []),
    }).showStaff(section, staff);

  test('are shown as the course says, else as the site says, else by name', () => {
    expect(shown(null, null)).toEqual(['Wyatt Lloyd', 'Zhenyu Song']);
    expect(shown('initials', null)).toEqual(['W. L.', 'Z. S.']);
    expect(shown('initials', 'names')).toEqual(['Wyatt Lloyd', 'Zhenyu Song']);
    expect(shown('names', 'none')).toEqual([]);
  });

  test('that several kinds of section share are shown by the rule of each', () => {
    const display = openDisplay(makeCourse([], { showStaff: new Map([['office hours', 'none']]) }), SITE);
    expect(display.showStaff(section, staff)).toHaveLength(2);
    expect(display.showStaff(makeSection('OH', [], { kind: 'office hours' }), staff)).toEqual([]);
  });
});

describe('places', () => {
  const display = openDisplay(makeCourse([]), SITE);
  const place: Place = {
    id: 'b',
    name: 'Bowen Hall 222',
    also: ['Bowen 222'],
    address: 'Princeton, NJ',
    url: 'https://x.edu',
  };

  test('are named, with what a map finds', () => {
    const venues = [{ type: 'place', place } as const, { type: 'text', text: 'Under the tree' } as const];
    expect(display.showWhere(venues)).toEqual({
      where: [
        { text: 'Bowen Hall 222', address: 'Princeton, NJ', url: 'https://x.edu', online: false },
        { text: 'Under the tree', address: null, url: null, online: false },
      ],
      whereToBeAnnounced: false,
    });
    expect(display.showWhere(venues)).toBe(display.showWhere(venues));
  });

  test('may be online, to be announced, or not said', () => {
    expect(display.showWhere([{ type: 'online', url: null }]).where).toEqual([
      { text: 'Online', address: null, url: null, online: true },
    ]);
    expect(display.showWhere([{ type: 'tba' }])).toEqual({ where: [], whereToBeAnnounced: true });
    expect(display.showWhere([])).toEqual({ where: [], whereToBeAnnounced: false });
  });
});
