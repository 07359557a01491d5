import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Measure } from '#core/agreement/definition.ts';
import type { AgreementFile, DeadlineEntry } from '#contracts/schemas.ts';
import { type FileFinding, owing } from './owing.ts';
import { type Path, suggestion } from './mistake.ts';
import type { Origins } from './origins.ts';

type MetBy = DeadlineTerms['metBy'];

/** What meets an owed deadline of a kind that the domain knows. */
const metByKind: ReadonlyMap<string, MetBy> = new Map([
  ['measureReport', 'report'],
  ['interimReport', 'report'],
  ['finalReport', 'report'],
  ['accounting', 'accounts'],
  ['requisition', 'act'],
]);

/** The deadlines that the file says, one for each measure where it asks for that. */
export function deadlinesOf(
  file: AgreementFile,
  measures: readonly Measure[],
  origins: Origins,
  findings: FileFinding[],
): DeadlineTerms[] {
  const deadlines: DeadlineTerms[] = [];
  for (const [key, entry] of Object.entries(file.deadlines)) {
    const path: Path = ['deadlines', key];
    const metBy = metByOf(key, entry, path, findings);
    findings.push(...titleFindings(entry, path));
    for (const measure of aboutWhich(entry, measures, path, findings)) {
      const own = `deadlines.${deadlines.length}`;
      origins.set(own, path);
      for (const field of ['debtor', 'creditor'] as const) {
        if (entry[field] === undefined && measure !== null)
          origins.set(`${own}.${field}`, origins.fileOf(`measures.${measures.indexOf(measure)}.${field}`));
      }
      if (entry.measure === undefined) origins.set(`${own}.measure`, [...path, 'perMeasure']);
      deadlines.push({
        id: entry.perMeasure === undefined ? key : `${key}:${measure?.id ?? ''}`,
        title: titleOf(entry, measure),
        kind: entry.kind ?? key,
        mode: entry.watched === true ? 'watched' : 'owed',
        metBy,
        plan: entry.plan ?? 'report',
        dueOn: entry.due.on,
        debtor: owing(file, 'debtor', { debtor: entry.debtor ?? measure?.debtor }, { own, path, origins, findings }),
        creditor: owing(file, 'creditor', { creditor: entry.creditor ?? measure?.creditor }, { own, path, origins, findings }),
        measure: measure?.id ?? entry.measure ?? null,
        handler: entry.handler ?? null,
        source: entry.due.source,
      });
    }
  }
  return deadlines;
}

function metByOf(key: string, entry: DeadlineEntry, path: Path, findings: FileFinding[]): MetBy {
  if (entry.metBy !== undefined) return entry.metBy;
  if (entry.watched === true) return 'entry';
  const kind = entry.kind ?? key;
  const known = metByKind.get(kind);
  if (known === undefined) {
    const remedy = `add metBy: report, accounts or entry; or use a kind that says it (${suggestion(kind, [...metByKind.keys()])})`;
    findings.push({ at: [...path, 'metBy'], message: `nothing says what meets a deadline of the kind ${kind}`, remedy });
  }
  return known ?? 'entry';
}

/** The measures that the entry makes a deadline for; null stands for one deadline that is about none of them in particular. */
function aboutWhich(entry: DeadlineEntry, measures: readonly Measure[], path: Path, findings: FileFinding[]): (Measure | null)[] {
  const { perMeasure } = entry;
  if (perMeasure === undefined) return [measures.find(({ id }) => id === entry.measure) ?? null];
  const at = [...path, 'perMeasure'];
  if (entry.measure !== undefined) {
    findings.push({ at: [...path, 'measure'], message: 'measure and perMeasure exclude each other', remedy: 'keep one of them' });
  }
  const chosen = measures.filter((measure) => isChosen(perMeasure, measure));
  if (Array.isArray(perMeasure)) {
    const known = measures.map(({ id }) => id);
    perMeasure.forEach((id, index) => {
      if (!known.includes(id))
        findings.push({
          at: [...at, index],
          message: `${JSON.stringify(id)} is no known measure`,
          remedy: suggestion(id, known),
        });
    });
  } else if (chosen.length === 0) {
    findings.push({
      at,
      message: 'there is no such measure',
      remedy: 'write perMeasure: all, give measures a `continuesIn`, or leave the deadline out',
    });
  }
  return chosen;
}

function isChosen(perMeasure: NonNullable<DeadlineEntry['perMeasure']>, { id, continuesIn }: Measure): boolean {
  if (perMeasure === 'all') return true;
  if (perMeasure === 'continuing') return continuesIn.length > 0;
  return Array.isArray(perMeasure) ? perMeasure.includes(id) : continuesIn.includes(perMeasure.continuingIn);
}

function titleOf({ title, perMeasure }: DeadlineEntry, measure: Measure | null): string {
  if (title.includes('{title}')) return title.replaceAll('{title}', () => measure?.title ?? '');
  return perMeasure === undefined ? title : `${title}: ${measure?.title ?? ''}`;
}

function titleFindings({ title, perMeasure, measure }: DeadlineEntry, path: Path): FileFinding[] {
  if (!title.includes('{title}') || perMeasure !== undefined || measure !== undefined) return [];
  return [
    {
      at: [...path, 'title'],
      message: '{title} stands for a measure’s title, and this is about none',
      remedy: 'add perMeasure or measure, or write the title out',
      concerns: [[...path, 'perMeasure']],
    },
  ];
}
