/** Prints the doctor's findings as text and as JSON. */
import { DOCTOR_CODES, type Finding, type Findings } from './codes.ts';

export interface Diagnosis {
  readonly source: string;
  readonly events: number | null;
  readonly findings: Findings;
}

export function formatDiagnosis({ source, events, findings }: Diagnosis): string {
  const { list, counts } = findings;
  const lines = list.map(({ code, severity, line, message, hint }) => {
    const place = line === null ? source : `${source}:${line}`;
    return `${place}: ${severity}: ${message} [${code}]\n  hint: ${hint}`;
  });
  for (const [code, count] of counts) {
    const shown = list.filter((finding) => finding.code === code).length;
    if (count > shown) lines.push(`… and ${count - shown} more: ${DOCTOR_CODES[code]} [${code}]`);
  }
  const errors = list.filter(({ severity }) => severity === 'error').length;
  const all = events === null ? '' : `${events} ${events === 1 ? 'event' : 'events'}; `;
  lines.push(
    list.length === 0
      ? `${all}nothing is wrong.`
      : `${all}${errors} errors, ${list.length - errors} warnings. docs/doctor.md explains each code.`,
  );
  return lines.join('\n');
}

export interface DiagnosisJson {
  readonly source: string;
  readonly events: number | null;
  readonly findings: readonly (Finding & { readonly title: string })[];
  readonly counts: Readonly<Record<string, number>>;
}

export function tellDiagnosis({ source, events, findings }: Diagnosis): DiagnosisJson {
  return {
    source,
    events,
    findings: findings.list.map((finding) => ({ ...finding, title: DOCTOR_CODES[finding.code] })),
    counts: Object.fromEntries(findings.counts),
  };
}
