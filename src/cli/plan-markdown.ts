/** The effect of an edit on subscribers, as Markdown for a pull request's comment. */
import { listDifferences } from '../publication/delta.ts';
import { sayDifference } from '../publication/words.ts';
import { nameHeld } from '../publish/agreeing.ts';
import type { CoursePlan } from '../publish/plan.ts';
import { sayEdit } from '../publish/plan-words.ts';
import { sayDateWithYear, sayTimesOf } from '../words/wording.ts';

/** A comment holds 65,536 characters. */
const MOST_LINES = 100;

export function writePlansMarkdown(plans: readonly CoursePlan[]): string {
  const head = '### What this changes in calendars\n';
  if (plans.length === 0) return `${head}\nNothing: subscribers see no difference.`;
  return [head, ...plans.map(writePlan)].join('\n');
}

function writePlan(plan: CoursePlan): string {
  const { key, code, before } = plan;
  const summary = `**${escapeMarkdown(code)}** (${key}): ${escapeMarkdown(sayEdit(plan))}`;
  const held = plan.held
    ? `\n\n> **This is held.** It takes much away, so somebody has to agree to it. Calendars stay as they are until a build says \`--confirm ${nameHeld(plan)}\`.`
    : '';
  const lines = before === null ? [] : listLines(plan);
  if (lines.length === 0) return `${summary}${held}\n`;
  const more = lines.length > MOST_LINES ? [`- and ${lines.length - MOST_LINES} more`] : [];
  return [
    `${summary}${held}\n`,
    `<details><summary>Each meeting (${lines.length})</summary>\n`,
    ...lines.slice(0, MOST_LINES),
    ...more,
    '\n</details>\n',
  ].join('\n');
}

function listLines({ before, next }: CoursePlan): string[] {
  return listDifferences(before, next).flatMap((difference) => {
    const facts = difference.after ?? difference.before;
    const line = sayDifference(difference);
    if (!facts || line === null) return [];
    const when = `${sayDateWithYear(facts.date)}, ${sayTimesOf(facts)}`;
    return [`- ${facts.section}, ${when}: ${escapeMarkdown(line)}`];
  });
}

/** Escapes untrusted text of a pull request: no links, images, mentions or markup. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|!~]/g, '\\$&').replaceAll('@', '@\u200b');
}
