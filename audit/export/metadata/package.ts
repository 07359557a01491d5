import { extname } from 'node:path';
import { sha256 } from '../../../infra/db/hash.ts';
import type { Described } from './metadata.ts';
import { type Xml, xmlOf } from './xml.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.pdf': 'application/pdf',
  '.mjs': 'text/javascript',
  '.jsonl': 'application/jsonl',
  '.json': 'application/json',
  '.gz': 'application/gzip',
  '.csv': 'text/csv',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The package as METS, by the public profile of the National Archives of Sweden: FGS Paketstruktur 1.2. */
export function packageXml(described: Described): string {
  const { reading, snapshot, at, program, files } = described;
  const days = reading.events.map(({ doneOn }) => doneOn).toSorted();
  const named = new Map(snapshot.documents.map((document) => [document.sha256, document]));
  return xmlOf({
    name: 'mets:mets',
    attributes: {
      'xmlns:mets': 'http://www.loc.gov/METS/',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:ext': 'ExtensionMETS',
      'xsi:schemaLocation':
        'http://www.loc.gov/METS/ http://xml.ra.se/e-arkiv/METS/CSPackageMETS.xsd ExtensionMETS http://xml.ra.se/e-arkiv/METS/CSPackageExtensionMETS.xsd',
      OBJID: `arscykel:${snapshot.chain}:${snapshot.events.at(-1)?.hash ?? ''}`,
      LABEL: reading.title,
      TYPE: 'ERMS',
      PROFILE: 'http://xml.ra.se/e-arkiv/METS/CommonSpecificationSwedenPackageProfile.xml',
      'ext:SYSTEMTYPE': 'Årscykel',
      'ext:STARTDATE': days[0] ?? null,
      'ext:ENDDATE': days.at(-1) ?? null,
    },
    children: [
      {
        name: 'mets:metsHdr',
        attributes: { CREATEDATE: at, RECORDSTATUS: 'NEW', 'ext:OAISSTATUS': 'SIP' },
        children: [
          ...reading.organisations.map(({ title }) => agent({ ROLE: 'CREATOR', TYPE: 'ORGANIZATION' }, title)),
          agent({ ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, `Årscykel ${program}`),
        ],
      },
      {
        name: 'mets:fileSec',
        children: [
          {
            name: 'mets:fileGrp',
            attributes: { ID: 'fgrp001', USE: 'FILES' },
            children: files.map(({ path, content }, number) => {
              const hash = sha256(content);
              const document = path.startsWith('documents/') ? named.get(hash) : undefined;
              return {
                name: 'mets:file',
                attributes: {
                  ID: `file${String(number + 1).padStart(4, '0')}`,
                  USE: extname(path).slice(1) || 'bin',
                  MIMETYPE: document?.mediaType ?? mediaTypes[extname(path)] ?? 'application/octet-stream',
                  SIZE: content.length,
                  CREATED: at,
                  CHECKSUM: hash,
                  CHECKSUMTYPE: 'SHA-256',
                  'ext:ORIGINALFILENAME': document?.name ?? null,
                },
                children: [
                  {
                    name: 'mets:FLocat',
                    attributes: { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': `file:///${encodeURI(path)}` },
                  },
                ],
              };
            }),
          },
        ],
      },
      {
        name: 'mets:structMap',
        attributes: { LABEL: 'No structMap defined in this information package' },
        children: [{ name: 'mets:div', attributes: { LABEL: 'Empty' } }],
      },
    ],
  });
}

const agent = (attributes: Readonly<Record<string, string>>, name: string): Xml => ({
  name: 'mets:agent',
  attributes,
  children: [{ name: 'mets:name', children: name }],
});
