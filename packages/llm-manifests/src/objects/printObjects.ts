import { Printer } from './Printer';

/**
 * Prints objects as one YAML text, a document each. The same objects give the same bytes, whatever order their fields
 * were set in. Fields that are `undefined` are left out.
 *
 * Kubernetes' tools read YAML 1.1, where `on`, `0777`, `1_000` and `12:30` are no texts: whatever any version of YAML
 * could take for something else is quoted.
 *
 * The layout is made here, and so are the plain values that manifests mostly consist of. Whatever is less simple is left to
 * the YAML library, which takes twenty times as long; both print the same.
 *
 * @public
 */
export function printObjects(objects: readonly unknown[]): string {
  const printer = Printer.create();
  for (const object of objects) {
    printer.document(object);
  }
  return printer.text;
}
