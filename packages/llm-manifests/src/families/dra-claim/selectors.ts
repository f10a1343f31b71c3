import { findAccelerator } from '@modelyard/llm-sizing';
import { celString } from '../../objects/celSyntax';
import { DRIVER } from '../../devices/driver';
import type { SelectionInput } from './input';

/**
 * The least memory that a GPU of a nominal size reports, as a quantity. A GB of a data sheet is 10^9 bytes or more, and
 * drivers keep some of it for themselves: an L4 with 24 GB reports 22.49 GiB, a T4 with 16 GB 14.75 GiB under an old
 * driver. Two percent below 10^9 bytes is less than any of them report.
 */
export function reportedMemory(nominalGb: number): string {
  return `${Math.floor((nominalGb * 1e9 * 0.98) / 2 ** 20)}Mi`;
}

/**
 * The CEL expressions that select devices; all must hold. Asking for an attribute that a device lacks would abort the
 * allocation, so each is looked for first.
 */
export function selectorsOf(select: SelectionInput): string[] {
  const {
    architectures,
    memoryGb,
    computeCapability,
    driverVersion,
    profile,
    expressions,
  } = select;
  const products = productsOf(select);
  return [
    ...(products.length > 0
      ? [guarded('productName', isOneOf('productName', products))]
      : []),
    ...(architectures.length > 0
      ? [guarded('architecture', isOneOf('architecture', architectures))]
      : []),
    ...(profile === undefined
      ? []
      : [
          guarded(
            'profile',
            `${attribute('profile')} == ${celString(profile)}`,
          ),
        ]),
    ...(memoryGb === undefined ? [] : [hasMemory(memoryGb)]),
    ...(computeCapability === undefined
      ? []
      : [isAtLeast('cudaComputeCapability', computeCapability)]),
    ...(driverVersion === undefined
      ? []
      : [isAtLeast('driverVersion', driverVersion)]),
    ...expressions,
  ];
}

/** Product names that a selection allows; those of accelerators come from what sizing knows. */
function productsOf(select: SelectionInput): string[] {
  return [
    ...new Set([
      ...select.products,
      ...select.accelerators.flatMap(
        id => findAccelerator(id)?.kubernetes?.productNames ?? [],
      ),
    ]),
  ];
}

function attribute(name: string): string {
  return `device.attributes['${DRIVER}'].${name}`;
}

function guarded(name: string, condition: string): string {
  return `'${name}' in device.attributes['${DRIVER}'] && ${condition}`;
}

function isOneOf(name: string, values: readonly string[]): string {
  return values.length === 1
    ? `${attribute(name)} == ${celString(values[0])}`
    : `${attribute(name)} in [${values.map(celString).join(', ')}]`;
}

function isAtLeast(name: string, version: string): string {
  // Attributes are semantic versions, which have three numbers without leading zeros.
  const semver = [...version.split('.').map(Number), 0, 0].slice(0, 3);
  return guarded(
    name,
    `${attribute(name)}.compareTo(semver('${semver.join('.')}')) >= 0`,
  );
}

function hasMemory(nominalGb: number): string {
  return `'memory' in device.capacity['${DRIVER}'] && device.capacity['${DRIVER}'].memory.compareTo(quantity('${reportedMemory(
    nominalGb,
  )}')) >= 0`;
}
