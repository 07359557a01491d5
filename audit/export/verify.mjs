// Kontrollerar ett uttag ur Årscykel med enbart Node 20 eller senare, utan nät och utan annan programvara:
// Verifies an export from Årscykel with nothing but Node 20 or later, offline and without other software:
//   node verify.mjs FILE.zip | FOLDER [--key FILE|FINGERPRINT] [--checkpoint FILE] [--receipt FILE] [--lang en]
// Exit status: 0 where all holds, 1 where something does not. The rules it checks by are told in README.txt.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const words = {
  zip: 'ZIP-filens uppbyggnad är ändrad: {0} | the structure of the ZIP file has been changed: {0}',
  missing: 'filen finns i förteckningen men inte här | the file is in the manifest and not here',
  added: 'filen finns inte i förteckningen | the file is not in the manifest',
  changed: 'filen är ändrad: SHA-256 {0} i stället för {1} | the file has been changed: SHA-256 {0} instead of {1}',
  form: 'kan inte läsas som det ska: {0} | cannot be read as it should: {0}',
  line: 'rad {0} är inte händelse {0} i denna kedja | line {0} is not event {0} of this chain',
  link: 'händelse {0} bygger inte på händelsen före | event {0} does not build on the event before',
  hash: 'händelse {0} är ändrad: innehållet har inte dess hash | event {0} has been changed: its content does not have its hash',
  canonical: 'händelse {0} är inte skriven på kanonisk form | event {0} is not written in canonical form',
  head: 'kedjan slutar vid {0}, inte vid {1} | the chain ends at {0}, not at {1}',
  text: 'text {0} saknas eller är inte den som händelsen förband sig till | text {0} is missing or not the one committed to',
  document: 'handling {0} saknas eller är ändrad | document {0} is missing or has been changed',
  key: 'nyckel {0} har inte sin egen beteckning eller är inte intygad | key {0} does not have its own id or is not endorsed',
  strangeKey: '{0} leder inte tillbaka till nyckeln {1} | {0} does not lead back to the key {1}',
  signature: 'underskriften av nyckel {0} gäller inte | the signature of key {0} does not hold',
  world: 'kontrollpunkt {0} gäller en annan databas eller värld | checkpoint {0} is of another database or world',
  inclusion: 'kontrollpunkt {0} omfattar inte {1} vid händelse {2} | checkpoint {0} does not cover {1} at event {2}',
  fork: 'kontrollpunkt {0} såg en annan händelse {1} | checkpoint {0} saw another event {1}',
  second: 'den andra uppteckningen säger annat om händelse {0} | the second record says otherwise of event {0}',
  uncovered: 'den andra uppteckningen saknar händelse {0} | the second record lacks event {0}',
  kept: 'din kontrollpunkt {0} är inte den som finns här | your checkpoint {0} is not the one that is here',
  unproven: 'kontrollpunkt {0} visas inte omfatta {1} | checkpoint {0} is not shown to cover {1}',
  receipt: 'kvittot säger annat om händelse {0} | the receipt says otherwise of event {0}',
  keyNotGiven: 'jämför nyckeln {0} med den du fått på annan väg (--key) | compare key {0} with what you got another way (--key)',
  absent: 'text {0} är raderad eller granskarens egen | text {0} has been erased, or is the auditor’s own',
  gone: 'handling {0} är inte med: borta eller sekretessmarkerad | document {0} is not in it: gone, or marked as secret',
  notAtHand: 'den andra uppteckningen från händelse {0} var inte åtkomlig | the second record from event {0} was not at hand',
};

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const idOf = (pem) => sha256(createPublicKey(pem).export({ type: 'spki', format: 'der' })).slice(0, 16);
const EVENT = /^\{"version":([1-9]\d*),"previousHash":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","event":(\{.*\})\}$/;
const treeHash = (prefix, ...parts) => Buffer.from(sha256(Buffer.from([prefix]), ...parts), 'hex');

// RFC 8785: keys in the order of their UTF-16 code units, strings and numbers as JavaScript writes them.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const member = (name) => `${JSON.stringify(name)}:${canonical(value[name])}`;
  return `{${Object.keys(value).toSorted().map(member).join(',')}}`;
}

// RFC 6962, 2.1.1: the root that a leaf's siblings lead to; null where there are too few of them or too many.
function climb(hash, index, size, siblings) {
  if (size === 1 || siblings.length === 0) return size === 1 && siblings.length === 0 ? hash : null;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const [below, beside, isLeft] = [siblings.slice(0, -1), siblings.at(-1), index < split];
  const under = isLeft ? climb(hash, index, split, below) : climb(hash, index - split, size - split, below);
  return under && (isLeft ? treeHash(1, under, beside) : treeHash(1, beside, under));
}

/** Every value of a kind, however deep: texts that are referred to, and files. */
function references(value, found = { texts: [], files: [] }, isFile = false) {
  if (typeof value === 'string' && isFile && /^[0-9a-f]{64}$/.test(value)) found.files.push(value);
  if (typeof value !== 'object' || value === null) return found;
  if (typeof value.textId === 'string' && typeof value.commitment === 'string') found.texts.push(value);
  for (const [name, part] of Object.entries(value)) {
    const named = ['documents', 'document', 'extract'].includes(name) || (value.kind === 'document' && name === 'sha256');
    references(part, found, named || (isFile && Array.isArray(value)));
  }
  return found;
}

// Files as they are stored uncompressed in the ZIP; no byte of it may be anything else than what it must be.
function openZip(path, wrong) {
  const [file, end] = [openSync(path), statSync(path).size];
  const bytes = (at, length) => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, end - at)));
    readSync(file, buffer, 0, buffer.length, at);
    return buffer;
  };
  const files = new Map();
  const last = bytes(Math.max(0, end - 22), 22);
  const [count, size, start] = [last.readUInt16LE(10), last.readUInt32LE(12), last.readUInt32LE(16)];
  const isEnd = last.toString('hex') === `504b050600000000${last.toString('hex', 10, 12)}${last.toString('hex', 10, 20)}0000`;
  if (!isEnd || start + size !== end - 22) wrong('zip', path, 'end of central directory');
  const directory = bytes(start, size);
  let [at, cursor] = [0, 0];
  while (at + 46 <= directory.length) {
    const entry = directory.subarray(at, at + 46);
    const [length, nameLength] = [entry.readUInt32LE(24), entry.readUInt16LE(28)];
    const name = directory.subarray(at + 46, at + 46 + nameLength);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), entry.subarray(6, 32), name]);
    const isFixed = entry.toString('hex', 0, 12) === '504b01023f03140000080000' && entry.readUInt32LE(20) === length;
    const isPlain = entry.toString('hex', 30, 42) === '00000000000000000000b481' && entry.readUInt32LE(42) === cursor;
    const from = cursor + 30 + nameLength;
    const isAlike = bytes(cursor, 30 + nameLength).equals(header) && !files.has(`${name}`);
    if (!isAlike || !isFixed || !isPlain) wrong('zip', path, `${name}`);
    files.set(`${name}`, () => bytes(from, length));
    [at, cursor] = [at + 46 + nameLength, from + length];
  }
  if (at !== size || cursor !== start || files.size !== count) wrong('zip', path, 'central directory');
  return files;
}

function openFolder(folder) {
  const all = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
  return new Map(all.map((path) => [path.replaceAll('\\', '/'), () => readFileSync(join(folder, path))]));
}

function checkManifest({ files, wrong, read }) {
  const manifest = JSON.parse(read('manifest.json'));
  const listed = new Map(manifest.files.map((one) => [one.path, one]));
  const seals = ['manifest.json', 'manifest.sig.json'];
  for (const path of files.keys()) if (!listed.has(path) && !seals.includes(path)) wrong('added', path);
  for (const path of [...listed.keys(), ...seals]) if (!files.has(path)) wrong('missing', path);
  for (const [path, { sha256: expected, size }] of listed) {
    const content = files.get(path)?.();
    if (content && (sha256(content) !== expected || content.length !== size)) wrong('changed', path, sha256(content), expected);
  }
  return manifest;
}

function checkChain({ wrong, lines }, path, { chain, version: end, hash: expected }) {
  const events = [];
  let before = sha256(chain);
  for (const [at, line] of lines(path).entries()) {
    const [, version, previousHash, hash, text] = EVENT.exec(line) ?? [];
    const event = JSON.parse(text ?? 'null');
    if (event?.chain !== chain || event.version !== at + 1 || Number(version) !== at + 1)
      return wrong('line', path, at + 1) || events;
    if (previousHash !== before) wrong('link', path, at + 1);
    if (sha256(Buffer.from(previousHash, 'hex'), text) !== hash) wrong('hash', path, at + 1);
    if (canonical(event) !== text) wrong('canonical', path, at + 1);
    events.push({ ...event, hash, text });
    before = hash;
  }
  if (events.length !== end || before !== expected) wrong('head', path, events.length, end);
  return events;
}

function checkTexts({ wrong, note, lines }, events) {
  const told = new Map(lines('texts.jsonl').map((line) => [JSON.parse(line).textId, JSON.parse(line)]));
  for (const { textId, commitment } of references(events).texts) {
    const { salt = '', text = '', absent = false } = told.get(textId) ?? {};
    if (!absent && sha256(Buffer.from(salt, 'hex'), text) !== commitment) wrong('text', 'texts.jsonl', textId);
  }
  for (const { textId } of [...told.values()].filter(({ absent }) => absent)) note('absent', textId);
}

function checkDocuments({ files, wrong, note, read }, events) {
  const named = new Map(JSON.parse(read('documents/index.json')).map((one) => [one.sha256, one]));
  for (const { sha256: hash, file } of named.values()) {
    if (file === null) note('gone', hash);
    else if (!files.has(file) || sha256(files.get(file)()) !== hash) wrong('document', file, hash);
  }
  for (const hash of references(events).files) if (!named.has(hash)) wrong('document', 'documents/index.json', hash);
}

function checkSeal({ files, wrong, note, read, holds }, given) {
  const seal = JSON.parse(read('manifest.sig.json'));
  const keys = new Map(JSON.parse(read('keys.json')).map((one) => [one.id, one]));
  for (const { id, publicKey, endorsedBy, endorsement } of keys.values()) {
    const text = `arscykel checkpoint key\n${publicKey}`;
    const isVouched = endorsedBy === null || holds(keys.get(endorsedBy)?.publicKey, text, endorsement);
    if (idOf(publicKey) !== id || !isVouched) wrong('key', 'keys.json', id);
  }
  const line = [];
  for (let id = seal.key; id && !line.includes(id); id = keys.get(id)?.endorsedBy) line.push(id);
  const trusted = given && (existsSync(given) ? idOf(readFileSync(given, 'utf8')) : given.toLowerCase());
  if (!trusted) note('keyNotGiven', line.at(-1));
  else if (!line.includes(trusted)) wrong('strangeKey', 'keys.json', seal.key, trusted);
  const text = `arscykel export\n${sha256(files.get('manifest.json')())}`;
  const isExact = read('manifest.sig.json') === `${JSON.stringify(seal)}\n`;
  if (!isExact || !holds(keys.get(seal.key)?.publicKey, text, seal.signature)) wrong('signature', 'manifest.sig.json', seal.key);
  return keys;
}

function checkCheckpoints({ wrong, lines, holds }, manifest, keys, chains) {
  const [checkpoints, newest] = [new Map(), manifest.checkpoint.number];
  for (const line of lines('checkpoints.jsonl')) {
    const { signed, signature, heads } = JSON.parse(line);
    const { number, key, root, database, world, chains: size } = JSON.parse(signed);
    checkpoints.set(number, { signed, heads });
    if (!holds(keys.get(key)?.publicKey, signed, signature)) wrong('signature', `checkpoints.jsonl ${number}`, key);
    if (database !== manifest.database || world !== manifest.world) wrong('world', 'checkpoints.jsonl', number);
    for (const { chain, version, hash, index, proof } of heads) {
      const siblings = proof.map((one) => Buffer.from(one, 'hex'));
      const found = climb(treeHash(0, canonical({ chain, hash, version })), index, size, siblings);
      if (found?.toString('hex') !== root) wrong('inclusion', 'checkpoints.jsonl', number, chain, version);
      const seen = version === 0 ? sha256(chain) : chains.get(chain)?.[version - 1]?.hash;
      if (seen !== hash) wrong('fork', 'checkpoints.jsonl', number, version);
    }
    for (const [chain, { length }] of number === newest ? chains : [])
      if (length > 0 && !heads.some((one) => one.chain === chain && one.version === length))
        wrong('inclusion', 'checkpoints.jsonl', number, chain, length);
  }
  if (!checkpoints.has(newest)) wrong('unproven', 'checkpoints.jsonl', newest, manifest.head.chain);
  return checkpoints;
}

// The second record is written by another system as it works; in it stand the very hashes that the first one gave.
function checkSecondRecord({ files, wrong, note, read }, events, access) {
  const runs = JSON.parse(read('second-record/index.json'));
  const starts = events.filter(({ body }) => body.type === 'runStarted');
  if (starts[0]?.version !== 1) wrong('uncovered', 'second-record/index.json', 1);
  for (const [at, { version: from, body }] of starts.entries()) {
    const run = runs.find(({ runId }) => runId === body.runId);
    if (run === undefined) wrong('uncovered', 'second-record/index.json', from);
    else if (run.file === null || !files.has(run.file)) note('notAtHand', from);
    else {
      const told = new Map(toldIn(JSON.parse(gunzipSync(files.get(run.file)()))).map((one) => [one.version, one]));
      for (const [version, { hash, ...event }] of told)
        if (events[version - 1]?.hash !== hash || events[version - 1].text !== canonical(event))
          wrong('second', run.file, version);
      const to = (starts[at + 1]?.version ?? events.length + 1) - 1;
      const last = run.complete ? to : Math.min(to, Math.max(from, ...told.keys()));
      for (let version = from; version <= last; version += 1) if (!told.has(version)) wrong('uncovered', run.file, version);
      const content = sha256(files.get(run.file)());
      for (const { body: put } of access.filter((one) => one.body.type === 'runArchived' && one.body.runId === run.runId))
        if (put.sha256 !== content) wrong('changed', run.file, content, put.sha256);
    }
  }
}

function toldIn({ events }) {
  const results = events.flatMap((one) => one.markerRecordedEventAttributes?.details?.result?.payloads?.[0]?.data ?? []);
  return results.flatMap((data) => JSON.parse(Buffer.from(data, 'base64')).events ?? []);
}

function checkKept({ wrong, note, holds }, options, keys, checkpoints, chains) {
  const told = (path) => JSON.parse(readFileSync(path, 'utf8'));
  for (const path of options.checkpoint) {
    const { signed, signature } = told(path);
    const { number, key, at } = JSON.parse(signed);
    const here = checkpoints.get(number);
    if (!holds(keys.get(key)?.publicKey, signed, signature)) wrong('signature', path, key);
    if (here && here.signed !== signed) wrong('kept', path, number);
    // A chain that began well before is under every checkpoint since; entries may be chained a while after they were made.
    for (const [chain, [first]] of chains) {
      if (!first || here?.heads.some((head) => head.chain === chain)) continue;
      if (Date.parse(at) - Date.parse(first.wallTime) > 3_600_000) wrong('unproven', path, number, chain);
      else note('unproven', number, chain);
    }
  }
  for (const path of options.receipt) {
    const { chain, version, hash } = told(path).receipt ?? told(path);
    if (chains.get(chain)?.[version - 1]?.hash !== hash) wrong('receipt', path, version);
  }
}

function check(target, options) {
  const [findings, remarks] = [[], []];
  const inWords = (code) => words[code].split(' | ')[options.lang === 'en' ? 1 : 0];
  const told = (code, facts) => inWords(code).replaceAll(/\{(\d)\}/g, (_, at) => facts[at]);
  const wrong = (code, where, ...facts) => void findings.push(`✗ ${where}: ${told(code, facts)}`);
  const note = (code, ...facts) => void remarks.push(`! ${told(code, facts)}`);
  const read = (path) => files.get(path)?.().toString('utf8') ?? '';
  const lines = (path) => read(path).split('\n').filter(Boolean);
  // Ed25519; a signature that is written otherwise than it must be has been changed too.
  const holds = (pem, text, signature) => {
    const bytes = Buffer.from(signature ?? '', 'base64');
    return pem !== undefined && bytes.toString('base64') === signature && verify(null, Buffer.from(text), pem, bytes);
  };
  // What cannot be read at all ends its own check and no other.
  const step = (where, work) => {
    try {
      return work();
    } catch (error) {
      return wrong('form', where, error.message);
    }
  };
  const files = step(target, () => (statSync(target).isDirectory() ? openFolder(target) : openZip(target, wrong))) ?? new Map();
  const tools = { files, wrong, note, read, lines, holds };
  const manifest = step('manifest.json', () => checkManifest(tools));
  if (manifest === undefined) return { about: [], findings, remarks };
  const keys = step('manifest.sig.json', () => checkSeal(tools, options.key)) ?? new Map();
  const events = step('events.jsonl', () => checkChain(tools, 'events.jsonl', manifest.head)) ?? [];
  const access = step('access.jsonl', () => checkChain(tools, 'access.jsonl', manifest.access)) ?? [];
  const chains = new Map(Object.entries({ [manifest.head.chain]: events, [manifest.access.chain]: access }));
  step('texts.jsonl', () => checkTexts(tools, [events, access]));
  step('documents/index.json', () => checkDocuments(tools, [events, access]));
  step('second-record/index.json', () => checkSecondRecord(tools, events, access));
  const checkpoints = step('checkpoints.jsonl', () => checkCheckpoints(tools, manifest, keys, chains)) ?? new Map();
  step('--checkpoint, --receipt', () => checkKept(tools, options, keys, checkpoints, chains));
  return { about: [manifest.title, Object.values(manifest.head).join(' · ')], findings, remarks };
}

const many = { type: 'string', multiple: true, default: [] };
const known = { key: { type: 'string' }, checkpoint: many, receipt: many, lang: { type: 'string', default: 'sv' } };
const { values, positionals } = parseArgs({ options: known, allowPositionals: true });
const { about, findings, remarks } = check(positionals[0] ?? dirname(fileURLToPath(import.meta.url)), values);
// Nothing that stands in an export can make a terminal show what is not so, or hide what is.
for (const line of [...about, ...findings, ...remarks]) console.log(line.replace(/\p{C}/gu, '?'));
const [good, bad] = values.lang === 'en' ? ['all holds', 'faults'] : ['allt stämmer', 'fel'];
console.log(findings.length === 0 ? `✓ ${good}` : `✗ ${findings.length} ${bad}`);
process.exitCode = findings.length === 0 ? 0 : 1;
