import { shortId } from '#contracts/ids.ts';
import { isDecision } from '#core/around/decided.ts';
import type { Described } from './metadata.ts';
import { type Xml, xmlOf } from './xml.ts';

/** The matter in the terms of case management: numbers, parties, days, decisions, documents. In Swedish, as the terms are. */
export function caseXml({ reading, snapshot, at }: Described): string {
  const { events, organisations, process } = reading;
  const opened = events.find(({ body }) => body.type === 'opened' || body.type === 'takenOver');
  const ended = events.findLast(({ body }) => body.type === 'closed' || ('phase' in body && body.phase === 'closed'));
  const element = (name: string, text: string | null | undefined): Xml[] => (text == null ? [] : [{ name, children: text }]);
  return xmlOf({
    name: 'Arende',
    attributes: { systemidentifierare: snapshot.chain, uttaget: at },
    children: [
      ...element('ArendeMening', reading.title),
      ...element('ArendeTyp', process.kind),
      ...element('Identitet', shortId(snapshot.chain)),
      ...organisations.flatMap(({ title, registrationNumber }) =>
        registrationNumber === null
          ? []
          : [{ name: 'Diarienummer', attributes: { organisation: title }, children: registrationNumber }],
      ),
      ...organisations.map(({ title }): Xml => ({ name: 'Part', children: title })),
      ...element('Inkommet', opened?.doneOn),
      ...element('Avslutat', ended?.doneOn),
      {
        name: 'Beslut',
        children: events
          .filter(({ body }) => isDecision(reading.process.kind, body.type))
          .map((event) => ({
            name: 'EttBeslut',
            attributes: { handelse: event.version, datum: event.doneOn, antecknat: event.recordedAt },
            children: reading.line(event.body),
          })),
      },
      {
        name: 'Handlingar',
        children: snapshot.documents.map(({ sha256, name, mediaType, sizeBytes }) => ({
          name: 'Handling',
          attributes: { sha256, namn: name, format: mediaType, byte: sizeBytes },
        })),
      },
    ],
  });
}
