import type { ReferralView, StageView, WordsView } from '#core/referral/view.ts';
import type { Lang } from '#core/texts/lang.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { outcomeName, positionName, stageKindName, stageStatusName } from '#core/texts/referral/names.ts';
import type { Context } from '../session.ts';
import { dayOrDash } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { wrapped } from '../terminal/width.ts';
import { referralWords } from '../words/referral.ts';

/** An organisation's own handling, stage by stage, with its decisions. */
export function printHandling({ terminal }: Context, { organisation, stages }: ReferralView['handling'][number]): void {
  const { lang } = terminal;
  const words = referralWords[lang];
  printHeading(terminal, words.handling(organisation.title));
  const rows = stages.map((stage) => [
    dayOrDash(stage.dueOn, lang),
    dayOrDash(stage.doneOn, lang),
    [stageStatusName(stage.status, lang), ...marks(stage, lang)].join(', '),
    stageKindName(stage.kind, lang),
    stage.title,
  ]);
  const columns = [
    { title: words.day },
    { title: words.done },
    { title: words.state },
    { title: words.kind },
    { title: words.step, flexible: true },
  ];
  printTable(terminal, columns, rows);
  for (const stage of stages) {
    for (const told of [...innerOf(stage, lang), ...decisionOf(stage, lang)])
      for (const line of wrapped(`${stage.title}: ${told}`, terminal.width - 2)) terminal.print(`  ${line}`);
  }
}

function marks({ position, timesPostponed, timesSentBack }: StageView, lang: Lang): string[] {
  const words = referralWords[lang];
  return [
    ...(position === null ? [] : [positionName(position, lang)]),
    ...(timesPostponed === 0 ? [] : [words.postponed(timesPostponed)]),
    ...(timesSentBack === 0 ? [] : [words.sentBack(timesSentBack)]),
  ];
}

function innerOf({ inner }: StageView, lang: Lang): string[] {
  return inner.flatMap(({ body, answeredOn, position }) =>
    answeredOn === null
      ? []
      : [
          [body.title, formatDateShort(answeredOn, lang), ...(position === null ? [] : [positionName(position, lang)])].join(
            ', ',
          ),
        ],
  );
}

function decisionOf({ decision }: StageView, lang: Lang): string[] {
  if (decision === null) return [];
  const words = referralWords[lang];
  const { body, decidedOn, paragraph, outcome, adoptedOn, dispatchedOn, reservations, specialStatements, stoodAside } = decision;
  const short = (date: string): string => formatDateShort(date, lang);
  return [
    [
      words.decision(body.title, short(decidedOn), paragraph),
      outcomeName(outcome, lang),
      ...(adoptedOn === null ? [] : [words.adopted(short(adoptedOn))]),
      ...(dispatchedOn === null ? [] : [words.dispatched(short(dispatchedOn))]),
    ].join(', '),
    ...reservations.map((one) => said(words.reservation, one, words.erased)),
    ...specialStatements.map((one) => said(words.specialStatement, one, words.erased)),
    ...stoodAside.map((name) => `${words.stoodAside}: ${name ?? words.erased}`),
  ];
}

const said = (kind: string, { by, text }: WordsView, erased: string): string =>
  `${kind}, ${by ?? erased}${text === null ? '' : `: ${text}`}`;
