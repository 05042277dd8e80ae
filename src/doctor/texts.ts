/** Checks human-readable text: escaping, HTML, placeholders of programs. */
import type { ForeignComponent, ForeignProperty } from '../ical/foreign/components.ts';
import type { Findings } from './codes.ts';

const TEXTS: ReadonlySet<string> = new Set(
  'SUMMARY DESCRIPTION LOCATION COMMENT CONTACT X-WR-CALNAME X-WR-CALDESC NAME'.split(' '),
);

export function examineTexts(component: ForeignComponent, findings: Findings): void {
  for (const property of component.properties) if (TEXTS.has(property.name)) examineText(property, findings);
  for (const child of component.components) if (child.name !== 'VTIMEZONE') examineTexts(child, findings);
}

function examineText({ name, value, line }: ForeignProperty, findings: Findings): void {
  const odd = /\\([^\\;,nN]|$)/.exec(value);
  if (odd)
    findings.error(
      'ics-escape',
      line,
      `${name} has a backslash before “${odd[1]}”.`,
      'Escape backslash, semicolon and comma with one backslash, a line break as \\n, and nothing else.',
    );
  const plain = value.replaceAll(/\\./g, '');
  if (/[;,]/.test(plain))
    findings.warn(
      'ics-escape',
      line,
      `${name} has a ${plain.includes(',') ? 'comma' : 'semicolon'} without a backslash.`,
      'Some programs cut the text there: write \\, and \\;.',
    );
  if (/&(?:amp|lt|gt|quot|nbsp|#\d+)\\?;/.test(value))
    findings.warn(
      'ics-text',
      line,
      `${name} holds an HTML entity.`,
      'Calendars hold plain text: readers see &amp; as it stands.',
    );
  if (/<(?:br|p|b|i|a|div|span)\b[^>]*>/i.test(value) && name !== 'DESCRIPTION')
    findings.warn(
      'ics-text',
      line,
      `${name} holds HTML.`,
      'Calendars hold plain text; an HTML description goes into X-ALT-DESC.',
    );
  if (/\b(?:undefined|NaN|Invalid Date)\b|\[object Object\]/.test(value) || /^(?:null|None)$/.test(value))
    findings.warn(
      'ics-text',
      line,
      `${name} says “${value.slice(0, 40)}”.`,
      'A value was missing where the feed is made.',
    );
  if (name === 'SUMMARY' && value.trim() === '')
    findings.warn('ics-text', line, 'SUMMARY is empty.', 'Subscribers see “(No title)”: give every event a title.');
}
