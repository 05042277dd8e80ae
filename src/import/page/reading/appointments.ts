/** "Office hours: by appointment": which section it belongs to. */
import { lineAt } from '../document/blocks.ts';
import type { ReadSection } from '../model.ts';
import { pick, type Unit } from './unit.ts';

const BY_APPOINTMENT =
  /\b(?:appointments?|appts?|arrangement|request|vereinbarung|absprache|rendez-vous|cita|appuntamento|afspraak)\b/i;

export interface Appointment {
  /** The source line, from 1. */
  readonly line: number;
  readonly unit: Unit;
}

/** Of office hours only: an exam "by appointment" is somebody's own. */
export function findAppointments(units: readonly Unit[]): Appointment[] {
  return units.flatMap((unit) => {
    const said = pick(unit.elements, 'absence').find(({ why }) => BY_APPOINTMENT.test(why));
    return said && isAboutOfficeHours(unit) ? [{ line: lineAt(unit.text, said.from), unit }] : [];
  });
}

function isAboutOfficeHours(unit: Unit): boolean {
  const own = pick(unit.elements, 'kind');
  if (own.length > 0) return own.every(({ kind }) => kind === 'office hours');
  const above = unit.scopes.map(({ kind }) => kind).filter((kind) => kind !== null);
  return above.at(-1) === 'office hours';
}

/**
 * A section with hours on the same line, or the page's only office hours, or a section of their own where it has none.
 * Between several people's hours nothing is chosen.
 */
export function giveAppointments(
  sections: readonly ReadSection[],
  appointments: readonly Appointment[],
): { readonly sections: readonly ReadSection[]; readonly placed: readonly Appointment[] } {
  const given = new Map<ReadSection, number>();
  const placed: Appointment[] = [];
  const hours = sections.filter(({ kind }) => kind === 'office hours');
  let own: ReadSection | null = null;
  for (const one of appointments) {
    const beside = hours.filter(({ meetings }) => meetings.some(({ line }) => line === one.line));
    const section = beside[0] ?? (hours.length === 1 ? hours[0] : undefined);
    if (section) given.set(section, given.get(section) ?? one.line);
    else if (hours.length === 0) own ??= { ...OFFICE_HOURS, appointment: one.line };
    else continue;
    placed.push(one);
  }
  const known = sections.map((section) => {
    const line = given.get(section);
    return line === undefined ? section : { ...section, appointment: line };
  });
  return { sections: own ? [...known, own] : known, placed };
}

const OFFICE_HOURS: ReadSection = { id: null, kind: 'office hours', label: '', people: [], meetings: [] };
