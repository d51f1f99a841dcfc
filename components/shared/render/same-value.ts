/** Whether two plain values (as JSON has them) are equal, whatever the order of their keys; a field that is undefined is no field. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) return sameList(one, other);
  const [a, b] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  for (const key in a) if (!sameValue(a[key], b[key])) return false;
  for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false;
  return true;
}

function sameList(one: object, other: object): boolean {
  return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((part, index) => sameValue(part, other[index]));
}
