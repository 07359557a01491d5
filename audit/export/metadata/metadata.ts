import type { Instant } from '#core/calendar/instant.ts';
import type { Reading } from '../reading.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ZipEntry } from '../zip.ts';
import { caseXml } from './case.ts';
import { packageXml } from './package.ts';

export interface Described {
  reading: Reading;
  snapshot: Snapshot;
  at: Instant;
  program: string;
  /** What is described: every file of the export but the metadata and the manifest. */
  files: readonly ZipEntry[];
}

/** What an archive asks for, as far as it is known here, and a paper that says what is not. */
export function metadataFiles(described: Described): ZipEntry[] {
  const text = (path: string, content: string): ZipEntry => ({ path, content: Buffer.from(content, 'utf8') });
  return [
    text('metadata/sip.xml', packageXml(described)),
    text('metadata/arende.xml', caseXml(described)),
    text('metadata/README.txt', README),
  ];
}

const README = `Metadata för arkivering

sip.xml     Paketets innehåll enligt FGS Paketstruktur 1.2 (METS): varje fil med storlek, tid, filtyp och SHA-256.
arende.xml  Ärendet med diarienummer, parter, datum, beslut och handlingar, i de begrepp som FGS Ärendehantering använder.

Vad som återstår för den som levererar till ett arkiv
 - sip.xml saknar det som bara leverantören vet: leveransöverenskommelse, arkivets namn, arkivbildarens och mottagarens
   beteckningar, sekretess och gallring. De elementen är utelämnade, inte påhittade.
 - sip.xml följer den offentliga profilen så långt den har kunnat läsas, men är inte validerad mot dess XML-schema.
 - FGS Paketstruktur 2.0 (E-ARK CSIP och SIP 2.1.0) kräver en annan mappstruktur. Den är inte gjord här.
 - arende.xml har en egen, enkel form. Schemat för FGS Ärendehantering (E-ARK CITS ERMS) har inte legat till grund för den,
   så den ska mappas till det schema som mottagaren anger. Begreppen är desamma.

What remains for whoever delivers to an archive: sip.xml (METS, by the Swedish common specification for packages, version 1.2) leaves
out what only the deliverer knows and has not been validated against its schema; version 2.0 (E-ARK CSIP and SIP) asks for other folders
and has not been made; arende.xml is in a plain form of its own, to be mapped to the schema that the receiver names.
`;
