import { Malformed } from './Malformed';
import { AttributeCollector } from './points';
import { AttributeValue, LONGEST_TEXT } from './records';
import { BYTES, FIXED64, VARINT, WireReader } from './WireReader';

const DEEPEST = 16;

/** Collects the attributes of a message, from the field that holds them. */
export function collectAttributes(
  reader: WireReader,
  field: number,
  collector: AttributeCollector,
): void {
  while (reader.next()) {
    if (reader.is(field, BYTES)) {
      collectAttribute(reader.message(), collector);
    } else {
      reader.skip();
    }
  }
}

/** Collects one attribute. */
export function collectAttribute(
  reader: WireReader,
  collector: AttributeCollector,
): void {
  const { key, canonical, value } = readKeyValue(reader, 0);
  collector.add(key, canonical, value);
}

interface Read {
  readonly canonical: string;
  readonly value?: AttributeValue;
}

function readKeyValue(
  reader: WireReader,
  depth: number,
): Read & { key: string } {
  let key = '';
  let read: Read = { canonical: '' };
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      key = reader.text();
    } else if (reader.is(2, BYTES)) {
      read = readAnyValue(reader.message(), depth);
    } else {
      reader.skip();
    }
  }
  return { key, ...read };
}

/** A value as a text that no other value has, and as itself where it is short and plain. */
function readAnyValue(reader: WireReader, depth: number): Read {
  if (depth > DEEPEST) {
    throw new Malformed('has an attribute that is nested too deeply');
  }
  let read: Read = { canonical: '' };
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      const value = reader.text();
      read = {
        canonical: `s${value}`,
        ...(value.length <= LONGEST_TEXT && { value }),
      };
    } else if (reader.is(2, VARINT)) {
      const value = reader.bool();
      read = { canonical: `b${value}`, value };
    } else if (reader.is(3, VARINT)) {
      const value = reader.signed();
      read = { canonical: `n${value}`, value };
    } else if (reader.is(4, FIXED64)) {
      const value = reader.double();
      read = { canonical: `n${value}`, value };
    } else if (reader.is(5, BYTES)) {
      read = { canonical: readList(reader.message(), depth) };
    } else if (reader.is(6, BYTES)) {
      read = { canonical: readMap(reader.message(), depth) };
    } else if (reader.is(7, BYTES)) {
      read = { canonical: `x${reader.base64()}` };
    } else {
      reader.skip();
    }
  }
  return read;
}

function readList(reader: WireReader, depth: number): string {
  const parts: string[] = [];
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      parts.push(readAnyValue(reader.message(), depth + 1).canonical);
    } else {
      reader.skip();
    }
  }
  return `l${JSON.stringify(parts)}`;
}

function readMap(reader: WireReader, depth: number): string {
  const parts: string[] = [];
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      const { key, canonical } = readKeyValue(reader.message(), depth + 1);
      parts.push(JSON.stringify([key, canonical]));
    } else {
      reader.skip();
    }
  }
  return `m${JSON.stringify(parts.sort())}`;
}
