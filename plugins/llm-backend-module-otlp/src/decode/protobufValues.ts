import { AttributeValue, LONGEST_TEXT } from './records';
import { BYTES, FIXED64, VARINT, WireReader } from './WireReader';

/** Reads an `AnyValue` that is a short text, a number or a truth value; others are skipped. */
export function readValue(reader: WireReader): AttributeValue | undefined {
  let value: AttributeValue | undefined;
  while (reader.next()) {
    if (reader.is(1, BYTES) && reader.size() <= LONGEST_TEXT) {
      value = reader.text();
    } else if (reader.is(2, VARINT)) {
      value = reader.bool();
    } else if (reader.is(3, VARINT)) {
      value = reader.signed();
    } else if (reader.is(4, FIXED64)) {
      value = reader.double();
    } else {
      value = undefined;
      reader.skip();
    }
  }
  return value;
}
