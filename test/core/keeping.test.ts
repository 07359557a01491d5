import { describe, expect, test } from 'vitest';
import { decisionIn } from '#core/around/decided.ts';
import { directionFor, dispatchOf } from '#core/around/journal.ts';
import { cannotRule, disposableOn, keptKindNames } from '#core/around/retention.ts';
import { readProcess } from '#core/models.ts';
import { livedTo } from '../support/lives.ts';

describe('retention', () => {
  test('what is kept ten years after its matter closed may go on the same day ten years later, and never while the matter runs', () => {
    const keep = { for: 'years', years: 10, after: 'closed' } as const;
    expect(disposableOn(keep, { recordedOn: '2012-03-01', closedOn: '2014-08-28' })).toBe('2024-08-28');
    expect(disposableOn(keep, { recordedOn: '2012-03-01', closedOn: null })).toBeNull();
    expect(disposableOn({ ...keep, after: 'recorded' }, { recordedOn: '2012-02-29', closedOn: null })).toBe('2022-02-28');
    expect(disposableOn({ for: 'ever' }, { recordedOn: '2012-03-01', closedOn: '2014-08-28' })).toBeNull();
  });

  test('what is linked, sealed or decided is kept for ever, whatever a rule says; all else may go', () => {
    const keep = { for: 'years', years: 10, after: 'closed' } as const;
    const refused = keptKindNames.filter((kind) => kind !== 'rehearsals' && cannotRule({ kind, keep }) !== null);
    expect(refused).toEqual(['events', 'accessEntries', 'checkpoints', 'keptCopies', 'decisions']);
    expect(keptKindNames.every((kind) => cannotRule({ kind, keep: { for: 'ever' } }) === null)).toBe(true);
  });
});

describe('decisions', () => {
  const events = livedTo('closed').events();
  const first = (type: string) => {
    const found = events.find(({ body }) => body.type === type);
    if (found === undefined) throw new Error(`no ${type} in this life`);
    return found;
  };

  test('a signature keeps its signatory, a report is no decision', () => {
    const signed = first('signed');
    const signatory = signed.body.type === 'signed' ? signed.body.signatory : '';
    expect(decisionIn('agreement', signed)?.persons).toContainEqual({ person: signatory, as: 'signatory' });
    expect(decisionIn('agreement', first('reportHandedIn'))).toBeNull();
    expect(decisionIn('agreement', first('reportAccepted'))).not.toBeNull();
  });

  test('what one party signs went out from it and came in to the other, and time sends nothing', () => {
    const matter = readProcess('agreement', livedTo('closed').state());
    const signed = first('signed');
    const dispatch = dispatchOf(signed, matter);
    if (dispatch === null) throw new Error('a signature is an act');
    const other = dispatch.to[0] ?? '';
    expect([directionFor(dispatch.from, dispatch), directionFor(other, dispatch), directionFor('nobody', dispatch)]).toEqual([
      'out',
      'in',
      null,
    ]);
    expect(events.filter(({ doneBy }) => doneBy === null).every((event) => dispatchOf(event, matter) === null)).toBe(true);
  });
});
