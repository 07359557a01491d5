import { type FollowUpView, followUpView } from '#core/agreement/followUp/view.ts';
import { assessmentNames } from '#core/texts/parts/followUp.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { followUpWords } from '../words/followUp.ts';
import { agreementOf, stateOf } from './agreement.ts';
import { withGone } from './gone.ts';
import { readingOf } from './reading.ts';

/** Deviations and what was done about them, assessments, findings, next year's revisions, and who has fetched which feedback. */
export async function followUp(context: Context, id: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const reading = await readingOf(reads, agreement, state, [state.followUp, state.deviations]);
    const view = followUpView(state, await withGone(context, reads, agreement.chain, reading));
    if (terminal.json) {
      terminal.printJson({ agreement: agreement.shortId, chain: agreement.chain, ...view });
      return exit.done;
    }
    const { deviations, measures, findings, revisions, feedback } = view;
    const assessed = measures.filter(({ assessments }) => assessments.length > 0);
    if (deviations.length + assessed.length + findings.length + revisions.length + feedback.length === 0)
      terminal.print(followUpWords[terminal.lang].nothing);
    printDeviations(context, view);
    printFindings(context, view);
    if (assessed.length > 0 || view.assessEachMeasure) printAssessments(context, view);
    printRevisions(context, view);
    printFeedback(context, view);
    return exit.done;
  });
}

function printDeviations(context: Context, { deviations, unresolved }: FollowUpView): void {
  if (deviations.length === 0) return;
  const { terminal } = context;
  const { lang } = terminal;
  const words = followUpWords[lang];
  printHeading(terminal, words.deviations);
  for (const { id, measure, on, description, standing, actions, followedUp } of deviations) {
    const tone = standing === 'resolved' ? 'good' : 'warning';
    terminal.print(`  ${terminal.paint('accent', id)}  ${terminal.paint(tone, words.standing[standing])}`);
    indented(context, terminal.paint('quiet', `${measure.title}, ${day(on, lang)}`));
    if (description !== null) indented(context, description);
    for (const action of actions) {
      indented(context, words.action(action.id, action.organisation.title, day(action.dueOn, lang)));
      indented(context, action.action ?? words.erased);
      if (action.doneOn !== null) indented(context, words.done(action.doneOn, action.result ?? words.erased));
    }
    for (const one of followedUp) indented(context, words.followedUp(one.on, one.resolved, one.outcome ?? words.erased));
  }
  if (unresolved.length > 0) terminal.print(terminal.paint('warning', `  ${words.unresolved(unresolved.length)}`));
}

function printFindings(context: Context, { findings }: FollowUpView): void {
  if (findings.length === 0) return;
  const { terminal } = context;
  const words = followUpWords[terminal.lang];
  printHeading(terminal, words.findings);
  for (const { id, organisation, measure, on, text, document } of findings) {
    const about = measure?.title ?? words.whole;
    terminal.print(`  ${terminal.paint('accent', id)}  ${organisation.title}, ${day(on, terminal.lang)}: ${about}`);
    indented(context, text ?? words.erased);
    if (document !== null) indented(context, words.document(document));
  }
}

function printAssessments(context: Context, { measures, assessEachMeasure, unassessed }: FollowUpView): void {
  const { terminal } = context;
  const words = followUpWords[terminal.lang];
  printHeading(terminal, words.assessments);
  const columns = [{ title: words.measure }, { title: words.party }, { title: words.outcome, flexible: true }];
  const rows = measures.flatMap(({ measure, mayAssess, assessments }) => {
    if (assessments.length === 0) return [[measure.title, '–', mayAssess.length === 0 ? words.nobodyMay : words.notAssessed]];
    return assessments.map(({ party, outcome, assessment, findings }) => {
      const considering = findings.length === 0 ? '' : ` (${words.considered(findings.join(', '))})`;
      return [
        measure.title,
        party.title,
        `${assessmentNames[outcome][terminal.lang]}: ${assessment ?? words.erased}${considering}`,
      ];
    });
  });
  printTable(terminal, columns, rows);
  if (assessEachMeasure && unassessed.length > 0)
    terminal.print(terminal.paint('warning', words.waits(unassessed.map(({ title }) => title).join(', '))));
}

function printRevisions(context: Context, { revisions }: FollowUpView): void {
  if (revisions.length === 0) return;
  const { terminal } = context;
  const words = followUpWords[terminal.lang];
  printHeading(terminal, words.revisions);
  for (const { id, party, measure, area, on, proposal, carried } of revisions) {
    const about = measure?.title ?? area?.title ?? words.whole;
    const state = typeof carried === 'string' ? words.carried[carried] : words.carried.refused(carried.refused);
    terminal.print(`  ${terminal.paint('accent', id)}  ${party.title}, ${day(on, terminal.lang)}: ${about} (${state})`);
    indented(context, proposal ?? words.erased);
  }
}

function printFeedback(context: Context, { feedback }: FollowUpView): void {
  if (feedback.length === 0) return;
  const { terminal } = context;
  const { lang } = terminal;
  const words = followUpWords[lang];
  printHeading(terminal, words.feedback);
  for (const { id, title, report, on, to } of feedback) {
    terminal.print(`  ${terminal.paint('accent', id)}  ${title ?? words.evaluation}, ${day(on, lang)}`);
    for (const { organisation, fetchedOn } of to) {
      const fetched = fetchedOn === null ? terminal.paint('warning', words.notFetched) : words.fetched(day(fetchedOn, lang));
      indented(context, `${organisation.title}: ${fetched}`);
    }
    if (report === null) continue;
    indented(context, `${words.activities}: ${report.activities ?? words.erased}`);
    indented(context, `${words.development}: ${report.development ?? words.erased}`);
    if (!report.goalsMet) indented(context, `${words.reasons}: ${report.reasons ?? words.erased}`);
  }
}

const INDENT = '    ';

function indented({ terminal }: Context, text: string): void {
  for (const line of wrapped(text, terminal.width - INDENT.length)) terminal.print(`${INDENT}${line}`);
}
