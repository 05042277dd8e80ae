/** The people of a course, and how feeds and pages show them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly url: string | null;
  /** They agreed to a public feed of what they hold in the course. */
  readonly feed?: boolean;
}

/** How feeds and pages show the staff of a kind of section. */
export type StaffDisplay = 'names' | 'initials' | 'none';
