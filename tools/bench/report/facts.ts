/** The few figures beside the bars of the picture, of those that were measured. Pure. */
import type { Figure, SectionName } from '../figure.ts';
import { sayNumber } from './wording.ts';

export interface Fact {
  readonly value: string;
  readonly text: string;
  readonly peer: string;
}

interface Wanted {
  readonly section: SectionName;
  readonly task: RegExp;
  readonly peer: RegExp;
  readonly say: (figure: Figure) => Fact;
}

const WANTED: readonly Wanted[] = [
  {
    section: 'change',
    task: /\d\d\d courses: 99th/,
    peer: /allowed/,
    say: ({ own }) => ({
      value: `${sayNumber(own.median)} ms`,
      text: 'until a change is in its feed',
      peer: '99th percentile',
    }),
  },
  {
    section: 'growth',
    task: /without store/,
    peer: /allowed/,
    say: ({ own }) => ({ value: `${sayNumber(own.median)} s`, text: 'from nothing to serving', peer: '2,087 courses' }),
  },
  {
    section: 'growth',
    task: /every feed/,
    peer: /allowed/,
    say: ({ own }) => ({
      value: `${sayNumber(own.median)} MB`,
      text: 'with every feed asked for',
      peer: '2,087 courses',
    }),
  },
  {
    section: 'expansion',
    task: /one course/,
    peer: /luxon/,
    say: ({ ratio }) => ({
      value: `${sayNumber(ratio.median)} times`,
      text: 'rules to dates, as quick',
      peer: 'as rrule with luxon',
    }),
  },
];

export function listFacts(figures: readonly Figure[]): readonly Fact[] {
  return WANTED.flatMap(({ section, task, peer, say }) => {
    const found = figures.find(
      (figure) => figure.section === section && task.test(figure.task) && peer.test(figure.peer),
    );
    return found ? [say(found)] : [];
  });
}
