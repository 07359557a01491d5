import type { Reading } from './reading.ts';

/** What each file is and how to check it, in both languages: the export speaks for itself, also where the program is gone. */
export const readme = ({ title }: Pick<Reading, 'title'>): string => `${title}

===== Svenska (English below) =====

Detta är hela akten för ett ärende, uttagen ur Årscykel. Den går att kontrollera utan det system den kommer ur.

certificate.pdf       Intyget: förlopp, beslut, frister, medel och hur det kontrolleras. För läsning.
events.jsonl          Händelserna, en på varje rad, i ordning.
access.jsonl          Det som hänt kring ärendet: nekade kommandon, underrättelser, läsning, uttag, gallring. Samma form.
texts.jsonl           Det som personer skrivit, med det salt som behövs för att kontrollera det. Texter som är raderade, eller en
                      granskares egna, är nämnda.
people.json           Namn på dem som händelserna hänvisar till med beteckning. Namnen är inte en del av kedjan.
documents/            Handlingarna, var och en under sin SHA-256, och index.json med deras namn.
second-record/        Den andra uppteckningen, förd av ett annat system medan det skedde, del för del.
checkpoints.jsonl     Undertecknade kontrollpunkter, med bevis för att de omfattar detta ärende.
keys.json             De öppna nycklar som kontrollpunkterna är undertecknade med.
lists/                Händelser, beslut, frister, medel, handlingar och underrättelser som CSV (semikolon, UTF-8) och Excel.
                      Belopp är i öre i CSV (kolumner som slutar på Ore) och i kronor i Excel.
metadata/             Metadata för arkivering (FGS), och vad i dem som måste fyllas i av den som levererar.
manifest.json         Varje fil med storlek och SHA-256. manifest.sig.json är underskriften på den.
verify.mjs            Kontrollerar alltihop:  node verify.mjs FIL.zip

Kontrollen säger lika mycket som den som kör den kan lita på: jämför nyckelns beteckning med den du fått på annan väg, ta
verify.mjs ur programmets källkod (audit/export/verify.mjs) i stället för härifrån, eller skriv en egen kontroll efter reglerna nedan.

Reglerna
 1. manifest.json räknar upp varje fil utom sig själv och manifest.sig.json. Ingen annan fil finns.
 2. manifest.sig.json: Ed25519 över texten "arscykel export", radbyte, SHA-256 (hex) av manifest.json.
 3. En rad i events.jsonl: efter "event": och fram till den sista klammern står exakt de byte som hashen är räknad på.
    hash = SHA-256(föregående hash som 32 byte, följd av dessa byte). Den första föregående hashen är SHA-256 av kedjans namn.
    Texten är JSON enligt RFC 8785, och kedjans namn och händelsens nummer (1, 2, 3, …) står i den.
 4. En text: SHA-256(salt som byte, följt av texten i UTF-8) = "commitment" i den händelse som hänvisar till den.
 5. En kontrollpunkt: Ed25519 över texten i "signed". "root" i den är roten i ett Merkleträd (RFC 6962) vars löv är
    {"chain":…,"hash":…,"version":…} för varje kedja i systemet; "heads" bevisar att detta ärendes kedjor är bland dem.
 6. En nyckel heter de 16 första tecknen i SHA-256 av nyckeln (SubjectPublicKeyInfo, DER). En ny nyckel är undertecknad av
    den före: Ed25519 över texten "arscykel checkpoint key", radbyte, nyckeln som PEM.
 7. Den andra uppteckningen är JSON (gzip). I varje "markerRecordedEventAttributes" ligger under details.result.payloads
    (base64) de händelser som systemet då fick tillbaka, med samma nummer, innehåll och hash som i events.jsonl.

===== English =====

This is the whole record of one matter, exported from Årscykel. It can be checked without the system that it comes from.

certificate.pdf       The certificate: course, decisions, deadlines, money and how to check it. For reading.
events.jsonl          The events, one on each line, in order.
access.jsonl          What happened around the matter: refusals, notices, reading, exports, disposal. In the same form.
texts.jsonl           What persons wrote, with the salt that is needed to check it. Texts that have been erased, or are an
                      auditor's own, are named.
people.json           Names of those whom events refer to by id. The names are no part of the chain.
documents/            The documents, each under its SHA-256, and index.json with their names.
second-record/        The second record, kept by another system as it happened, part by part.
checkpoints.jsonl     Signed checkpoints, with proofs that they cover this matter.
keys.json             The public keys that checkpoints are signed with.
lists/                Events, decisions, deadlines, money, documents and notices as CSV (semicolon, UTF-8) and Excel.
                      Amounts are öre in CSV (columns that end in Ore) and kronor in Excel.
metadata/             Metadata for archiving (FGS), and what in them the one who delivers must fill in.
manifest.json         Every file with its size and SHA-256. manifest.sig.json is the signature on it.
verify.mjs            Checks it all:  node verify.mjs FILE.zip --lang en

A check says as much as whoever runs it can rely on: compare the id of the key with the one you got another way, take verify.mjs
from the source of the program (audit/export/verify.mjs) and not from here, or write a check of your own by these rules.

The rules
 1. manifest.json lists every file but itself and manifest.sig.json. There is no other file.
 2. manifest.sig.json: Ed25519 over the text "arscykel export", a line feed, SHA-256 (hex) of manifest.json.
 3. A line of events.jsonl: after "event": and up to the last brace stand the very bytes that the hash is over.
    hash = SHA-256(the hash before, as 32 bytes, followed by these bytes). The first hash before is SHA-256 of the chain's name.
    The text is JSON by RFC 8785, and holds the chain's name and the event's number (1, 2, 3, …).
 4. A text: SHA-256(salt as bytes, followed by the text in UTF-8) = "commitment" in the event that refers to it.
 5. A checkpoint: Ed25519 over the text in "signed". "root" in it is the root of a Merkle tree (RFC 6962) whose leaves are
    {"chain":…,"hash":…,"version":…} of every chain of the system; "heads" prove that the chains of this matter are among them.
 6. A key is called by the first 16 characters of SHA-256 of the key (SubjectPublicKeyInfo, DER). A new key is signed by the one
    before: Ed25519 over the text "arscykel checkpoint key", a line feed, the key as PEM.
 7. The second record is JSON (gzip). In every "markerRecordedEventAttributes", under details.result.payloads (base64), lie the
    events that the system was then given back, with the same number, content and hash as in events.jsonl.
`;
